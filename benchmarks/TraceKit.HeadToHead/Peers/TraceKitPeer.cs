using TraceKit.Collection;
using TraceKit.HeadToHead.Measuring;
using TraceKit.Tools;

namespace TraceKit.HeadToHead.Peers;

/// <summary>TraceKit as it comes: contract, redaction of secrets, checksum chain, budget for user code, one write(2) an event.</summary>
internal class TraceKitPeer : IPeer
{
    private readonly TraceCollector _collector;
    private readonly TraceRun _run;
    private readonly bool _owns;

    public TraceKitPeer(PeerSetting setting, Action<TraceKitOptions>? configure = null)
    {
        var options = new TraceKitOptions { Root = setting.Folder };
        configure?.Invoke(options);
        _collector = new TraceCollector(options);
        _run = Start(_collector);
        _owns = true;
    }

    private TraceKitPeer(TraceCollector collector)
    {
        _collector = collector;
        _run = Start(collector);
    }

    public static ToolResult EventOf(in Sample sample) => new()
    {
        CallId = sample.CallId,
        Name = Sample.Name,
        Ok = Sample.Ok,
        Content = sample.Content,
        LatencyMs = sample.LatencyMs,
        SchemaVerdict = Sample.Verdict,
    };

    public virtual void Write(in Sample sample) => _run.Emit(EventOf(sample), new Emission { Step = sample.Step });

    /// <summary>A run is a file, and runs share no lock: each thread has its own.</summary>
    public IPeer ForThread() => new TraceKitPeer(_collector);

    public virtual void Dispose()
    {
        _run.Complete();
        _run.Dispose();
        if (_owns)
        {
            _collector.Dispose();
        }
    }

    private static TraceRun Start(TraceCollector collector) => collector.StartRun(new RunDescriptor { Goal = "Measure" });
}
