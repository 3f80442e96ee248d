// What the bytes say, by two sets of official definitions: those that ship with otlp-grpc-exporter-base 0.34.0, and those that ship with
// otlp-transformer 0.208.0, which know what was added since: flags of spans and links, attributes of scopes, names of events.
'use strict';
const path = require('node:path');
const protobuf = require('protobufjs');
const newer = require('@opentelemetry/otlp-transformer/build/src/generated/root.js').opentelemetry.proto.collector;

const protos = path.join(path.dirname(require.resolve('@opentelemetry/otlp-grpc-exporter-base/package.json')), 'build', 'protos');
const root = new protobuf.Root();
root.resolvePath = (_, target) => path.join(protos, target);
root.loadSync(['trace', 'logs'].map(signal => `opentelemetry/proto/collector/${signal}/v1/${signal}_service.proto`));

const types = {
  traces: {
    old: root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest'),
    newer: newer.trace.v1.ExportTraceServiceRequest,
    response: newer.trace.v1.ExportTraceServiceResponse,
    rejected: 'rejectedSpans',
  },
  logs: {
    old: root.lookupType('opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest'),
    newer: newer.logs.v1.ExportLogsServiceRequest,
    response: newer.logs.v1.ExportLogsServiceResponse,
    rejected: 'rejectedLogRecords',
  },
};

const ids = new Set(['traceId', 'spanId', 'parentSpanId']);
const numbers = value => (Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value));

/** The message as OTLP/JSON writes it: hexadecimal ids, base64 bytes, numbers of 64 bits and odd doubles as text. */
function plain(value, key) {
  if (value instanceof Uint8Array) return Buffer.from(value).toString(ids.has(key) ? 'hex' : 'base64');
  if (Array.isArray(value)) return value.map(item => plain(item));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, name)]));
  return typeof value === 'number' ? numbers(value) : value;
}

/** OTLP/JSON as the definitions want it: ids as bytes. */
function fields(value, key) {
  if (ids.has(key)) return Buffer.from(value, 'hex');
  if (Array.isArray(value)) return value.map(item => fields(item));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fields(item, name)]));
  return value;
}

function show(type, message) {
  return plain(type.toObject(message, { longs: String }));
}

function count(request) {
  const of = (list, inner) => (list ?? []).reduce((sum, item) => sum + inner(item), 0);
  return of(request.resourceSpans, resource => of(resource.scopeSpans, scope => scope.spans?.length ?? 0))
    + of(request.resourceLogs, resource => of(resource.scopeLogs, scope => scope.logRecords?.length ?? 0));
}

const shownBytes = 8 << 20;

/** Decodes a protobuf request; a large one is counted and not shown. */
function decode(signal, bytes) {
  try {
    const { old, newer: now } = types[signal];
    const message = now.decode(bytes);
    const items = count(message);
    if (bytes.length > shownBytes) return { items };
    return { items, request: show(old, old.decode(bytes)), newer: show(now, message), same: Buffer.compare(now.encode(message).finish(), bytes) === 0 };
  } catch (error) {
    return { problem: String(error) };
  }
}

/** Reads an OTLP/JSON request through the same definitions. */
function parse(signal, bytes) {
  try {
    const { old, newer: now } = types[signal];
    const json = fields(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    const message = now.fromObject(json);
    if (bytes.length > shownBytes) return { items: count(message) };
    return { items: count(message), request: show(old, old.fromObject(json)), newer: show(now, message), same: true };
  } catch (error) {
    return { problem: String(error) };
  }
}

/** The bytes of an answer: nothing, or how many were rejected and why. */
function answer(signal, reply) {
  const { response, rejected } = types[signal];
  const body = reply.message === undefined ? {} : { partialSuccess: { [rejected]: reply.rejected ?? 0, errorMessage: reply.message } };
  return { protobuf: Buffer.from(response.encode(response.fromObject(body)).finish()), json: Buffer.from(JSON.stringify(body)) };
}

module.exports = { protos, decode, parse, answer };
