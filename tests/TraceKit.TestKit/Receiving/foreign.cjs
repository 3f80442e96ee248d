// Writes a span as OpenTelemetry's SDK for JavaScript does: OTLP/JSON that nobody of this project made.
'use strict';
const { JsonTraceSerializer } = require('@opentelemetry/otlp-transformer');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ resource: resourceFromAttributes({ 'service.name': 'foreign' }), spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('foreign-lib', '1.2.3');
const other = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: '00f067aa0ba902b7', traceFlags: 1 };
const span = tracer.startSpan('chat gpt-4o', {
  kind: 2,
  startTime: [1764284400, 1],
  links: [{ context: other, attributes: { why: 'retry' } }],
  attributes: { 'gen_ai.operation.name': 'chat', tokens: 812, big: Number.MAX_SAFE_INTEGER, temperature: 0.25, stream: true, stop: ['a', 'b'], text: 'é😀"\n' },
});
span.addEvent('first token', { index: 0 }, [1764284400, 500]);
span.setStatus({ code: 2, message: 'timeout' });
span.end([1764284401, 2]);
process.stdout.write(JsonTraceSerializer.serializeRequest(exporter.getFinishedSpans()));
