using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>Serilog with its JSON formatter: to a file, or to a file behind its asynchronous wrapper.</summary>
internal sealed class SerilogPeer : IPeer
{
    private readonly Logger _log;

    private SerilogPeer(LoggerConfiguration configuration) => _log = configuration.CreateLogger();

    /// <summary>As its documentation shows it: each event is flushed to the operating system.</summary>
    public static SerilogPeer ToFile(PeerSetting setting) =>
        new(new LoggerConfiguration().WriteTo.File(new JsonFormatter(), setting.File, fileSizeLimitBytes: null));

    /// <summary>Behind a queue of 10,000 events that drops when it is full, as is its default.</summary>
    public static SerilogPeer Async(PeerSetting setting) =>
        new(new LoggerConfiguration().WriteTo.Async(to => to.File(new JsonFormatter(), setting.File, fileSizeLimitBytes: null)));

    /// <summary>Behind a queue that makes the caller wait when it is full.</summary>
    public static SerilogPeer AsyncBlocking(PeerSetting setting) =>
        new(new LoggerConfiguration().WriteTo.Async(to => to.File(new JsonFormatter(), setting.File, fileSizeLimitBytes: null), blockWhenFull: true));

    public void Write(in Sample sample) => _log.Information(
        "tool_result {Step} {CallId} {Name} {Ok} {Content} {LatencyMs} {SchemaVerdict}",
        sample.Step, sample.CallId, Sample.Name, Sample.Ok, sample.Content, sample.LatencyMs, Sample.Verdict);

    public void Dispose() => _log.Dispose();
}
