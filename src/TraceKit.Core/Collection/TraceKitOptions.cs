using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.Sessions;
using TraceKit.Telemetry;

namespace TraceKit.Collection;

/// <summary>How a collector works. Read once, when the collector is made.</summary>
public sealed class TraceKitOptions
{
    /// <summary>Whether anything is recorded. When false, no file is made and nothing is allocated per event.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Folder that run files are written under, in one folder a day.</summary>
    /// <value>Default: <c>traces</c>, relative to the working directory.</value>
    public string Root { get; set; } = "traces";

    /// <summary>The session that runs belong to.</summary>
    /// <value>Default: environment <c>production</c>, nothing else known.</value>
    public TraceSession Session { get; set; } = new();

    /// <summary>The session's id.</summary>
    /// <value>Default: a new UUID, version 7, for each collector.</value>
    public string? SessionId { get; set; }

    /// <summary>The rules that take secrets out of everything before it is written.</summary>
    /// <value>Default: <see cref="Secrets.Default"/>. <see cref="RedactionPolicy.None"/> writes everything as it is.</value>
    public RedactionPolicy Redaction { get; set; } = Secrets.Default;

    /// <summary>What happens to the agent when the disk refuses an event.</summary>
    /// <value>Default: <see cref="WriteFailurePolicy.DropAndCount"/>: the agent goes on.</value>
    public WriteFailurePolicy OnWriteFailure { get; set; }

    /// <summary>What has happened to an event when the call that emitted it returns.</summary>
    /// <value>Default: <see cref="Durability.Os"/>: it survives <c>kill -9</c>.</value>
    public Durability Durability { get; set; }

    /// <summary>At level <see cref="Durability.Buffered"/>, the most bytes of a run that wait in memory: what a <c>kill -9</c> may lose.</summary>
    /// <value>Default: 1 MiB. From 4 KiB to 1 GiB.</value>
    public int BufferBytes { get; set; } = 1024 * 1024;

    /// <summary>At level <see cref="Durability.Buffered"/>, how long an event waits in memory at most while the disk keeps up.</summary>
    /// <value>Default: 200 ms. From 1 ms to 1 min.</value>
    public TimeSpan BufferTime { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>At level <see cref="Durability.Buffered"/>, how long the agent waits for room when the buffer is full, before the event is dropped and counted.</summary>
    /// <value>Default: 100 ms. Zero never waits; at most 1 min.</value>
    public TimeSpan BufferWait { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the first run of the collector has the runs sealed, in the background, whose process died: those of the last three days that there are folders of.</summary>
    /// <value>Default: true.</value>
    public bool RecoverAtStart { get; set; } = true;

    /// <summary>The longest event in the run file, in bytes of JSON; the data of a longer one lies beside the file as a blob.</summary>
    /// <remarks>Data that cannot be put there, or is longer than <see cref="RunFormat.MaxPayloadBytes"/>, is left out; its length and SHA-256 are kept.</remarks>
    /// <value>Default: 4 MiB. At most 7 MiB, so that a line stays within what readers take.</value>
    public int MaxEventBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The longest text in the data of an event, in bytes of UTF-8; a longer one lies beside the file as a blob, once for each content.</summary>
    /// <value>Default: 256 KiB. At least 1 KiB.</value>
    public int MaxInlineTextBytes { get; set; } = 256 * 1024;

    /// <summary>Whether histories that grow from event to event, such as the messages of an <c>llm_call</c>, are written as what is new in them.</summary>
    /// <remarks>Readers give the whole history again. The last histories of a run are kept in memory, at most 8 MiB.</remarks>
    /// <value>Default: false.</value>
    public bool DeltaHistories { get; set; }

    /// <summary>How long the code in an event's data, such as a getter or a converter, may run until the event is given up.</summary>
    /// <remarks>Such code runs on a thread of its own; data of compiler-made getters and framework types is serialised without a detour.</remarks>
    /// <value>Default: 1 second. <see cref="Timeout.InfiniteTimeSpan"/> runs it on the caller's thread for as long as it takes.</value>
    public TimeSpan SerializationBudget { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the ids of runs, sessions and spans come from.</summary>
    /// <value>Default: <see cref="TraceIds.Random"/>.</value>
    public TraceIds Ids { get; set; } = TraceIds.Random;

    /// <summary>The clock.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Makes the files of runs. Default: on disk. <c>TraceKit.Testing</c> keeps them in memory.</summary>
    internal Func<string, AppendFile>? NewFile { get; set; }

    /// <summary>Makes what shows the runs of a collector while they happen, and is disposed with it. Default: what is registered for the process.</summary>
    internal Func<TraceSession, string, RunTelemetry?>? Telemetry { get; set; }

    /// <summary>Makes what works beside the collector's runs, by name; one for each name. Default: nothing.</summary>
    internal IReadOnlyDictionary<string, Func<TraceCollector, IRunCompanion>> Companions { get; set; } = new Dictionary<string, Func<TraceCollector, IRunCompanion>>();

    internal TraceKitOptions Copy() => (TraceKitOptions)MemberwiseClone();

    /// <summary>Checks the options.</summary>
    /// <returns>One sentence for each thing that is wrong, naming the option; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Root))
        {
            yield return $"{nameof(Root)} is empty: name the folder that run files go to.";
        }

        if (MaxEventBytes is < 1024 or > 7 * 1024 * 1024)
        {
            yield return $"{nameof(MaxEventBytes)} is {MaxEventBytes}: it must be between 1024 and {7 * 1024 * 1024}.";
        }

        if (!Enum.IsDefined(Durability))
        {
            yield return $"{nameof(Durability)} is {(int)Durability}: it must be {string.Join(" or ", Enum.GetNames<Durability>())}.";
        }

        if (BufferBytes is < 4096 or > 1024 * 1024 * 1024)
        {
            yield return $"{nameof(BufferBytes)} is {BufferBytes}: it must be between 4096 and {1024 * 1024 * 1024}.";
        }

        if (BufferTime < TimeSpan.FromMilliseconds(1) || BufferTime > TimeSpan.FromMinutes(1))
        {
            yield return $"{nameof(BufferTime)} is {BufferTime}: it must be between 00:00:00.001 and 00:01:00.";
        }

        if (BufferWait < TimeSpan.Zero || BufferWait > TimeSpan.FromMinutes(1))
        {
            yield return $"{nameof(BufferWait)} is {BufferWait}: it must be between 00:00:00 and 00:01:00.";
        }

        if (MaxInlineTextBytes < 1024)
        {
            yield return $"{nameof(MaxInlineTextBytes)} is {MaxInlineTextBytes}: it must be at least 1024.";
        }

        if (SerializationBudget != Timeout.InfiniteTimeSpan && (SerializationBudget <= TimeSpan.Zero || SerializationBudget > TimeSpan.FromHours(1)))
        {
            yield return $"{nameof(SerializationBudget)} is {SerializationBudget}: it must be more than 0 and at most an hour, or infinite.";
        }

        if (SessionId is not null && !RunFormat.IsValidId(SessionId))
        {
            yield return $"{nameof(SessionId)} '{SessionId}' is no id: use 1 to 128 of A-Z a-z 0-9 . _ -, the first one a letter or digit.";
        }
    }
}
