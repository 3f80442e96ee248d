using OpenTelemetry;
using OpenTelemetry.Trace;
using TraceKit.Collection;
using TraceKit.HeadToHead.Measuring;
using TraceKit.Tools;

namespace TraceKit.HeadToHead.Peers;

/// <summary>TraceKit to its run file and, as activities, over OTLP: a tool call is a decision, so two events and one span.</summary>
internal sealed class TracedSpansPeer : IPeer
{
    private const string Arguments = "{\"query\":\"order 1025\"}";

    private readonly TracerProvider _provider;
    private readonly TraceCollector _collector;
    private readonly TraceRun _run;

    public TracedSpansPeer(PeerSetting setting)
    {
        _provider = Sdk.CreateTracerProviderBuilder().AddTraceKitInstrumentation().AddOtlpExporter(options =>
        {
            SpanPeer.ToSink(options, setting);
            SpanPeer.NeverFull(options);
        }).Build();
        _collector = new TraceCollector(new TraceKitOptions { Root = setting.Folder });
        _run = _collector.StartRun(new RunDescriptor { Goal = "Measure" });
    }

    public void Write(in Sample sample)
    {
        using Decision<ToolCall, ToolResult> call = _run.Decide(new ToolCall { CallId = sample.CallId, Name = Sample.Name, Arguments = Arguments }, new Emission { Step = sample.Step });
        call.Answer(TraceKitPeer.EventOf(sample));
    }

    public void Dispose()
    {
        _run.Complete();
        _run.Dispose();
        _collector.Dispose();
        _provider.ForceFlush(60_000);
        _provider.Dispose();
    }
}
