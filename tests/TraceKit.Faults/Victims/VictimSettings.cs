using System.Globalization;
using TraceKit.RunFiles;

namespace TraceKit.Faults.Victims;

/// <summary>What a victim does until it dies.</summary>
internal sealed record VictimSettings
{
    /// <summary>Folder that it writes to.</summary>
    public required string Root { get; init; }

    /// <summary>The page that it says in what was acknowledged.</summary>
    public required string Acks { get; init; }

    /// <summary>What it writes with: <c>tracekit</c>, <c>serilog</c>, <c>otel-simple</c> or <c>otel-batch</c>.</summary>
    public string Subject { get; init; } = "tracekit";

    /// <summary>TraceKit's level.</summary>
    public Durability Level { get; init; }

    /// <summary>Threads that emit.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Events of each thread; 0 goes on until the victim is killed.</summary>
    public long Count { get; init; }

    /// <summary>The first event's number.</summary>
    public long First { get; init; }

    /// <summary>Events of a run before the thread starts another one; 0 stays with the first.</summary>
    public long PerRun { get; init; }

    /// <summary>Characters of an event.</summary>
    public int Size { get; init; } = 200;

    /// <summary>Pause after an event, in microseconds; 0 is flat out.</summary>
    public int PauseUs { get; init; }

    /// <summary>What the ids of its runs start with.</summary>
    public string RunPrefix { get; init; } = "t";

    /// <summary>How it ends after its events.</summary>
    public string End { get; init; } = "dispose";

    /// <summary>Most bytes that its files may have, one after the other: what a write may do is cut short there.</summary>
    public long FileLimit { get; init; }

    /// <summary>Whether a plug-in of the user's throws at every event: a listener, an enricher and a sink, or an exporter.</summary>
    public bool PluginThrows { get; init; }

    /// <summary>Bytes of TraceKit's buffer, and how long an event waits for room, in milliseconds.</summary>
    public int BufferBytes { get; init; } = 1024 * 1024;

    public int BufferWaitMs { get; init; } = 100;

    public static VictimSettings Parse(IEnumerable<string> arguments)
    {
        Dictionary<string, string> given = arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new VictimSettings
        {
            Root = given[nameof(Root)],
            Acks = given[nameof(Acks)],
            Subject = given[nameof(Subject)],
            Level = Enum.Parse<Durability>(given[nameof(Level)]),
            Threads = int.Parse(given[nameof(Threads)], CultureInfo.InvariantCulture),
            Count = long.Parse(given[nameof(Count)], CultureInfo.InvariantCulture),
            First = long.Parse(given[nameof(First)], CultureInfo.InvariantCulture),
            PerRun = long.Parse(given[nameof(PerRun)], CultureInfo.InvariantCulture),
            Size = int.Parse(given[nameof(Size)], CultureInfo.InvariantCulture),
            PauseUs = int.Parse(given[nameof(PauseUs)], CultureInfo.InvariantCulture),
            RunPrefix = given[nameof(RunPrefix)],
            End = given[nameof(End)],
            PluginThrows = bool.Parse(given[nameof(PluginThrows)]),
            FileLimit = long.Parse(given[nameof(FileLimit)], CultureInfo.InvariantCulture),
            BufferBytes = int.Parse(given[nameof(BufferBytes)], CultureInfo.InvariantCulture),
            BufferWaitMs = int.Parse(given[nameof(BufferWaitMs)], CultureInfo.InvariantCulture),
        };
    }

    public IEnumerable<string> ToArguments() =>
    [
        $"{nameof(Root)}={Root}", $"{nameof(Acks)}={Acks}", $"{nameof(Subject)}={Subject}", $"{nameof(Level)}={Level}",
        .. Numbers().Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Name}={pair.Value}")), $"{nameof(End)}={End}", $"{nameof(RunPrefix)}={RunPrefix}", $"{nameof(PluginThrows)}={PluginThrows}",
    ];

    private IEnumerable<(string Name, long Value)> Numbers() =>
    [
        (nameof(Threads), Threads), (nameof(Count), Count), (nameof(First), First), (nameof(PerRun), PerRun), (nameof(Size), Size), (nameof(PauseUs), PauseUs),
        (nameof(FileLimit), FileLimit), (nameof(BufferBytes), BufferBytes), (nameof(BufferWaitMs), BufferWaitMs),
    ];
}
