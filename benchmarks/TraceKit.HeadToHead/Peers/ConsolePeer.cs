using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary><c>Microsoft.Extensions.Logging</c> with the JSON console, its output led into a file: what a container does.</summary>
internal sealed partial class ConsolePeer : IPeer
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging(logging => logging.AddJsonConsole()).BuildServiceProvider();
    private readonly ILogger _log;

    public ConsolePeer() => _log = _services.GetRequiredService<ILoggerFactory>().CreateLogger("agent");

    public void Write(in Sample sample) =>
        LogToolResult(_log, Sample.RunId, Sample.Type, Sample.Version, sample.Seq, sample.Step, Sample.Role, sample.CallId, Sample.Name, Sample.Ok, sample.Content, sample.LatencyMs, Sample.Verdict);

    public void Dispose() => _services.Dispose();

    [LoggerMessage(1, LogLevel.Information, "{RunId} {Type} {Version} {Seq} {Step} {Role} {CallId} {Name} {Ok} {Content} {LatencyMs} {SchemaVerdict}")]
    private static partial void LogToolResult(
        ILogger log, string runId, string type, int version, long seq, int step, string role, string callId, string name, bool ok, string content, double latencyMs, string schemaVerdict);
}
