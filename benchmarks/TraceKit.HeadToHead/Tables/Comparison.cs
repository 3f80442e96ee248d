using TraceKit.HeadToHead.Measuring;
using TraceKit.HeadToHead.Peers;
using TraceKit.HeadToHead.Sink;

namespace TraceKit.HeadToHead.Tables;

/// <summary>All tables, in Markdown, one after the other.</summary>
internal static class Comparison
{
    /// <summary>Characters of content that make a line of 600 bytes.</summary>
    public const int Typical = 260;

    /// <summary>Characters of content that make a line of 6,000 bytes.</summary>
    public const int Long = 5_250;

    public static int Run(Settings settings, TextWriter output, TextWriter progress)
    {
        using var sink = new SpanSink();
        NodePackages node = NodePackages.Install();
        var budget = new TimeBudget(TimeSpan.FromMinutes(settings.Minutes));
        var child = new ChildProcess(sink, node);
        var rounds = new Rounds(child, progress, budget);
        if (node.WhyNot is { } whyNot)
        {
            progress.WriteLine($"SKIPPED: the peers on Node.js. {whyNot}.");
            budget.Skipped.Add($"the peers on Node.js: {whyNot}");
        }

        Contestant[] peers = [.. Contestants.All.Where(peer => settings.Takes(peer.Name) && (peer.Script is null || node.WhyNot is null))];
        output.WriteLine(Machine.Line(settings.Rounds));
        output.WriteLine();
        foreach ((string name, Action make) in new (string, Action)[]
        {
            ("typical", () => PeerTable.Write(output, child, rounds, peers, settings.Rounds, Typical, events: 200_000)),
            ("long", () => PeerTable.Write(output, child, rounds, peers, settings.Rounds, Long, events: 60_000)),
            ("threads", () => SmallTables.Threads(output, rounds, settings.Rounds)),
            ("spans", () => SmallTables.Spans(output, rounds, settings.Rounds)),
            ("disk", () => SmallTables.Disk(output, rounds, settings.Rounds)),
            ("growth", () => Growth.Write(output, rounds, settings.Rounds)),
        })
        {
            if (settings.Has(name) && budget.Allows(TimeSpan.Zero))
            {
                make();
            }
            else if (settings.Has(name))
            {
                budget.Skipped.Add($"the table '{name}'");
            }
        }

        output.WriteLine(budget.Skipped.Count == 0 ? "Nothing was skipped." : $"Skipped: {string.Join("; ", budget.Skipped)}.");
        return 0;
    }
}
