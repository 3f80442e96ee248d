using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>One line of the table.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Label">What the table calls it.</param>
/// <param name="Share">How many of the workload's events it gets: slow peers get fewer, so that a round stays short.</param>
/// <param name="Make">Makes it; null where another runtime runs it.</param>
internal sealed record Contestant(string Name, string Label, double Share, Func<PeerSetting, IPeer>? Make)
{
    /// <summary>The script that runs it on Node.js.</summary>
    public string? Script { get; init; }

    /// <summary>Whether its events go to the local sink and not to a file.</summary>
    public bool ToSink { get; init; }

    /// <summary>Whether it writes to its standard output, which is a file then.</summary>
    public bool ToOutput { get; init; }

    /// <summary>Lines in its files, or spans at the sink, that are no events: those of each peer's own life.</summary>
    public int OtherLines { get; init; }

    /// <summary>Lines, or spans, that one call makes.</summary>
    public int LinesPerCall { get; init; } = 1;
}
