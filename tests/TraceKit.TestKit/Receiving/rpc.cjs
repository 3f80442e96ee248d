// The gRPC side: an honest server on grpc-js, and a liar on bare HTTP/2 that no library would be.
'use strict';
const path = require('node:path');
const http2 = require('node:http2');
const net = require('node:net');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const { protos, answer } = require('./definitions.cjs');
const { pour, bomb } = require('./replies.cjs');

const details = protobuf.parse(`
  syntax = "proto3"; package google.rpc;
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }`).root;

function retryAfter(code, seconds) {
  const of = name => details.lookupType(`google.rpc.${name}`);
  const value = of('RetryInfo').encode(of('RetryInfo').fromObject({ retryDelay: { seconds } })).finish();
  const status = { code, message: 'come back later', details: [{ type_url: 'type.googleapis.com/google.rpc.RetryInfo', typeUrl: 'type.googleapis.com/google.rpc.RetryInfo', value }] };
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(of('Status').encode(of('Status').fromObject(status)).finish()));
  return metadata;
}

/** Serves both signals with grpc-js; `receive` says how to answer. */
function honest(receive) {
  const server = new grpc.Server({ 'grpc.max_receive_message_length': 80 << 20 });
  for (const [signal, name] of [['traces', 'trace'], ['logs', 'logs']]) {
    const file = `opentelemetry/proto/collector/${name}/v1/${name}_service.proto`;
    const loaded = loader.loadSync(file, { includeDirs: [protos] });
    const service = Object.entries(loaded).find(([key]) => key.endsWith('Service'))[1];
    const method = { ...service.Export, requestDeserialize: bytes => bytes, responseSerialize: bytes => bytes };
    server.addService({ Export: method }, {
      Export(call, done) {
        const reply = receive(signal, method.path, call.metadata.getMap(), call.request);
        if (reply.mode === 'hang') return;
        if (reply.mode === 'reset') { for (const socket of sockets) socket.resetAndDestroy(); return; }
        const finish = () => (reply.code
          ? done({ code: reply.code, details: reply.message ?? 'refused by the script', metadata: reply.retrySeconds === undefined ? undefined : retryAfter(reply.code, reply.retrySeconds) })
          : done(null, answer(signal, reply).protobuf));
        setTimeout(finish, reply.delayMs ?? 0);
      },
    });
  }

  // A door of our own before the server, so that a connection can be cut.
  const sockets = new Set();
  const listening = new Promise((resolve, reject) => server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port))));
  return listening.then(port => new Promise(resolve => {
    const door = net.createServer(socket => {
      const inner = net.connect(port, '127.0.0.1');
      for (const end of [socket, inner]) { end.on('error', () => {}); end.on('close', () => { socket.destroy(); inner.destroy(); }); }
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.pipe(inner).pipe(socket);
    });
    door.listen(0, '127.0.0.1', () => resolve(door.address().port));
  }));
}

const frame = (bytes, compressed = 0, length = bytes.length) => {
  const head = Buffer.alloc(5);
  head[0] = compressed;
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, bytes]);
};

/** Answers on bare HTTP/2 what a gRPC server never would. */
function liar(receive) {
  const server = http2.createServer();
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    const parts = [];
    stream.on('error', () => {});
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      const body = Buffer.concat(parts);
      const reply = receive(headers[':path'].includes('LogsService') ? 'logs' : 'traces', headers[':path'], headers, body.subarray(5));
      const honestHead = { ':status': 200, 'content-type': 'application/grpc' };
      switch (reply.mode) {
        case 'hang': return;
        case 'endless': stream.respond(honestHead); stream.write(frame(Buffer.alloc(0), 0, 0x7fffffff)); pour(stream, Number.MAX_SAFE_INTEGER); return;
        case 'huge': stream.respond(honestHead); stream.write(frame(Buffer.alloc(0), 0, reply.mib << 20)); pour(stream, reply.mib << 20); return;
        case 'bomb': stream.respond({ ...honestHead, 'grpc-encoding': 'gzip' }); stream.end(frame(bomb(reply.mib), 1)); return;
        case 'garbage': stream.respond(honestHead); stream.end(frame(Buffer.from([0xff, 0xfe, 0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]))); return;
        case 'redirect': stream.respond({ ':status': reply.status ?? 307, location: reply.headers?.location ?? '/elsewhere' }, { endStream: true }); return;
        default: stream.respond({ ':status': reply.status ?? 200, 'content-type': 'text/html', ...reply.headers }, { endStream: true });
      }
    });
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

module.exports = { honest, liar };
