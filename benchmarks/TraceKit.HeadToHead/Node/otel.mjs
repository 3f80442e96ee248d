import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { round, sinkAddress } from "./round.mjs";

await round(() => {
  const provider = new NodeTracerProvider({
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: new URL("v1/traces", sinkAddress).href, concurrencyLimit: 10000 }), { maxQueueSize: 1000000 })],
  });
  const tracer = provider.getTracer("head-to-head");
  return {
    write({ content, call_id, name, ...rest }) {
      const span = tracer.startSpan("execute_tool search_orders");
      span.setAttributes({ "gen_ai.tool.call.id": call_id, "gen_ai.tool.name": name, "gen_ai.tool.call.result": content, ...rest });
      span.end();
    },
    close: async () => {
      await provider.forceFlush();
      await provider.shutdown();
    },
  };
});
