using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>OpenTelemetry spans over OTLP/HTTP to a local sink, the event in their attributes.</summary>
internal sealed class SpanPeer : IPeer
{
    private const string SourceName = "HeadToHead.Agent";

    private readonly ActivitySource _source = new(SourceName);
    private readonly TracerProvider _provider;

    private SpanPeer(PeerSetting setting, Action<OtlpExporterOptions> configure) =>
        _provider = Sdk.CreateTracerProviderBuilder().AddSource(SourceName).AddOtlpExporter(options =>
        {
            ToSink(options, setting);
            configure(options);
        }).Build();

    /// <summary>Each span is sent before the call returns.</summary>
    public static SpanPeer Simple(PeerSetting setting) => new(setting, options => options.ExportProcessorType = ExportProcessorType.Simple);

    /// <summary>Behind a queue of 2,048 spans that drops when it is full, as is the default.</summary>
    public static SpanPeer Batch(PeerSetting setting) => new(setting, _ => { });

    /// <summary>Behind a queue that is never full here: nothing is dropped.</summary>
    public static SpanPeer BigBatch(PeerSetting setting) => new(setting, NeverFull);

    public static void ToSink(OtlpExporterOptions options, PeerSetting setting)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(setting.Sink, "v1/traces");
    }

    public static void NeverFull(OtlpExporterOptions options) => options.BatchExportProcessorOptions.MaxQueueSize = 1_000_000;

    public void Write(in Sample sample)
    {
        using Activity? activity = _source.StartActivity("execute_tool search_orders");
        activity?.SetTag("gen_ai.operation.name", "execute_tool")
            .SetTag("run_id", Sample.RunId)
            .SetTag("seq", sample.Seq)
            .SetTag("step", sample.Step)
            .SetTag("role", Sample.Role)
            .SetTag("type", Sample.Type)
            .SetTag("version", Sample.Version)
            .SetTag("gen_ai.tool.call.id", sample.CallId)
            .SetTag("gen_ai.tool.name", Sample.Name)
            .SetTag("ok", Sample.Ok)
            .SetTag("gen_ai.tool.call.result", sample.Content)
            .SetTag("latency_ms", sample.LatencyMs)
            .SetTag("schema_verdict", Sample.Verdict);
    }

    public void Dispose()
    {
        _provider.ForceFlush(60_000);
        _provider.Dispose();
        _source.Dispose();
    }
}
