using TraceKit.Redaction;
using TraceKit.RunFiles;

namespace TraceKit.HeadToHead.Peers;

/// <summary>Everybody who writes the event.</summary>
internal static class Contestants
{
    public const string TraceKit = "tracekit";
    public const string Serilog = "serilog-file";
    public const string Floor = "floor";
    public const string Spans = "otel-batch-big";

    private const int RunAndEnd = 2;

    public static IReadOnlyList<Contestant> All { get; } =
    [
        new("nothing", "(building the event only)", 1, _ => new Nothing()) { LinesPerCall = 0 },
        new(Floor, "the floor: bytes by hand + write(2)", 1, setting => new FloorPeer(() => new AppendDescriptor(setting.NewFile()))),
        new("floor-mapped", "the floor: bytes by hand, copied into a mapped file", 1, setting => new FloorPeer(() => new MappedSegments(setting.NewFile()))),
        new(TraceKit, "**TraceKit**, as it comes", 1, setting => new TraceKitPeer(setting)) { OtherLines = RunAndEnd },
        new("tracekit-unredacted", "**TraceKit**, without redaction", 1, setting => new TraceKitPeer(setting, options => options.Redaction = RedactionPolicy.None)) { OtherLines = RunAndEnd },
        new("tracekit-buffered", "**TraceKit**, level `Buffered`", 1, setting => new TraceKitPeer(setting, options => options.Durability = Durability.Buffered)) { OtherLines = RunAndEnd },
        new(Serilog, "Serilog, file", 0.3, SerilogPeer.ToFile),
        new("serilog-flat", "Serilog, file, scalars instead of an object", 0.3, SerilogPeer.Flat),
        new("serilog-async", "Serilog, async", 0.2, SerilogPeer.Async),
        new("serilog-async-block", "Serilog, async, blocks when full", 0.2, SerilogPeer.AsyncBlocking),
        new("nlog-file", "NLog, file", 0.3, NLogPeer.ToFile),
        new("nlog-async", "NLog, async", 0.3, NLogPeer.Async),
        new("mel-console", "Microsoft.Extensions.Logging, JSON console > file", 0.3, _ => new ConsolePeer()) { ToOutput = true },
        new("append-all-text", "`File.AppendAllText(JsonSerializer…)`", 0.15, setting => new AppendAllTextPeer(setting)),
        new("otel-simple", "OpenTelemetry spans, simple, OTLP", 0.01, SpanPeer.Simple) { ToSink = true },
        new("otel-batch", "OpenTelemetry spans, batch, OTLP", 0.2, SpanPeer.Batch) { ToSink = true },
        new(Spans, "OpenTelemetry spans, batch, queue never full", 0.3, SpanPeer.BigBatch) { ToSink = true },
        new("pino", "pino (Node), synchronous", 0.15, null) { Script = "pino.mjs" },
        new("pino-async", "pino (Node), asynchronous", 0.15, null) { Script = "pino-async.mjs" },
        new("otel-js", "OpenTelemetry (Node), batch, OTLP", 0.1, null) { Script = "otel.mjs", ToSink = true },
        new("langfuse-js", "Langfuse (Node)", 0.02, null) { Script = "langfuse.mjs", ToSink = true },
        new("langsmith-js", "LangSmith (Node)", 0.005, null) { Script = "langsmith.mjs", ToSink = true },
    ];

    /// <summary>Those of other tables than the first.</summary>
    public static IReadOnlyList<Contestant> Others { get; } =
    [
        new("tracekit-otlp", "**TraceKit**: two events in the run file, activity, OTLP", 0.3, setting => new TracedSpansPeer(setting)) { ToSink = true, OtherLines = 1 },
        new("tracekit-disk", "**TraceKit**, level `Disk`", 1, setting => new TraceKitPeer(setting, options => options.Durability = Durability.Disk)) { OtherLines = RunAndEnd },
        new("tracekit-disk-shared", "**TraceKit**, level `Disk`, one run", 1, setting => new SharedPeer(new TraceKitPeer(setting, options => options.Durability = Durability.Disk))) { OtherLines = RunAndEnd },
        new("sync-loop", "write + fdatasync for each event", 1, setting => new SyncLoopPeer(setting)),
    ];

    public static Contestant Of(string name) =>
        All.Concat(Others).FirstOrDefault(contestant => contestant.Name == name)
        ?? throw new ArgumentException($"There is no peer '{name}'. There are: {string.Join(", ", All.Concat(Others).Select(contestant => contestant.Name))}.");
}
