using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>Serilog with its JSON formatter: to a file, or to a file behind its asynchronous wrapper.</summary>
internal sealed class SerilogPeer : IPeer
{
    private readonly Logger _log;
    private readonly bool _flat;
    private readonly ILogger _runLog;

    private SerilogPeer(LoggerConfiguration configuration, bool flat = false)
    {
        (_log, _flat) = (configuration.CreateLogger(), flat);
        _runLog = _log.ForContext("RunId", Sample.RunId);
    }

    /// <summary>As its documentation shows it: each event is flushed to the operating system.</summary>
    public static SerilogPeer ToFile(PeerSetting setting) => new(File(setting));

    /// <summary>The same, and the event is taken apart into scalars by the caller, which is cheaper for Serilog.</summary>
    public static SerilogPeer Flat(PeerSetting setting) => new(File(setting), flat: true);

    /// <summary>Behind a queue of 10,000 events that drops when it is full, as is its default.</summary>
    public static SerilogPeer Async(PeerSetting setting) =>
        new(new LoggerConfiguration().WriteTo.Async(to => to.File(new JsonFormatter(), setting.File, fileSizeLimitBytes: null)));

    /// <summary>Behind a queue that makes the caller wait when it is full.</summary>
    public static SerilogPeer AsyncBlocking(PeerSetting setting) =>
        new(new LoggerConfiguration().WriteTo.Async(to => to.File(new JsonFormatter(), setting.File, fileSizeLimitBytes: null), blockWhenFull: true));

    public void Write(in Sample sample)
    {
        if (_flat)
        {
            _runLog.Information(
                "{Type} {Version} {Seq} {Step} {Role} {CallId} {Name} {Ok} {Content} {LatencyMs} {SchemaVerdict}",
                Sample.Type, Sample.Version, sample.Seq, sample.Step, Sample.Role, sample.CallId, Sample.Name, Sample.Ok, sample.Content, sample.LatencyMs, Sample.Verdict);
        }
        else
        {
            _log.Information("{@Event}", PlainEvent.Of(sample));
        }
    }

    public void Dispose() => _log.Dispose();

    private static LoggerConfiguration File(PeerSetting setting) => new LoggerConfiguration().WriteTo.File(new JsonFormatter(), setting.File, fileSizeLimitBytes: null);
}
