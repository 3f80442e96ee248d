using NLog;
using NLog.Config;
using NLog.Layouts;
using NLog.Targets;
using NLog.Targets.Wrappers;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>NLog with its JSON layout: to a file, or behind its asynchronous wrapper.</summary>
internal sealed class NLogPeer : IPeer
{
    private readonly LogFactory _factory = new();
    private readonly Logger _log;

    private NLogPeer(PeerSetting setting, Func<Target, Target> wrap)
    {
        var layout = new JsonLayout { IncludeEventProperties = true };
        layout.Attributes.Add(new JsonAttribute("time", "${longdate:universalTime=true}"));
        layout.Attributes.Add(new JsonAttribute("level", "${level}"));
        layout.Attributes.Add(new JsonAttribute("message", "${message:raw=true}"));
        var configuration = new LoggingConfiguration(_factory);
        configuration.AddRule(LogLevel.Info, LogLevel.Fatal, wrap(new FileTarget("file") { FileName = setting.File, Layout = layout, KeepFileOpen = true }));
        _factory.Configuration = configuration;
        _log = _factory.GetLogger("agent");
    }

    public static NLogPeer ToFile(PeerSetting setting) => new(setting, file => file);

    public static NLogPeer Async(PeerSetting setting) => new(setting, file => new AsyncTargetWrapper("async", file) { OverflowAction = AsyncTargetWrapperOverflowAction.Block });

    public void Write(in Sample sample) => _log.Info(
        "{RunId} {Type} {Version} {Seq} {Step} {Role} {@Data}",
        Sample.RunId, Sample.Type, Sample.Version, sample.Seq, sample.Step, Sample.Role, PlainResult.Of(sample));

    public void Dispose() => _factory.Dispose();
}
