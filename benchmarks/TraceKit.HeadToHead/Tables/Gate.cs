using TraceKit.HeadToHead.Measuring;
using TraceKit.HeadToHead.Peers;
using TraceKit.HeadToHead.Sink;

namespace TraceKit.HeadToHead.Tables;

/// <summary>The regression gate: CPU an event beside Serilog's and beside the floor's, in the same interleaved rounds.</summary>
/// <remarks>The best round counts: noise makes rounds worse, a lost optimization makes all of them so.</remarks>
internal static class Gate
{
    private const double MostBesideSerilog = 0.85;
    private const double MostBesideFloor = 2.0;

    public static int Run(Settings settings, TextWriter output, TextWriter progress)
    {
        using var sink = new SpanSink();
        var child = new ChildProcess(sink, node: null);
        var rounds = new Rounds(child, progress, new TimeBudget(TimeSpan.FromSeconds(45)));
        Workload tracekit = new(Contestants.TraceKit, Comparison.Typical, 60_000);
        Workload serilog = new(Contestants.Serilog, Comparison.Typical, 30_000);
        Workload floor = new(Contestants.Floor, Comparison.Typical, 60_000);
        Standings standings = rounds.Run("gate", [tracekit, serilog, floor], settings.Rounds);
        if (standings.Workloads.Count < 3)
        {
            return 1;
        }

        bool passed = Judge(output, "Serilog's", standings.LeastRatio(tracekit, serilog, one => one.CpuUs), MostBesideSerilog);
        return Judge(output, "the floor's", standings.LeastRatio(tracekit, floor, one => one.CpuUs), MostBesideFloor) && passed ? 0 : 1;
    }

    private static bool Judge(TextWriter output, string beside, double ratio, double most)
    {
        output.WriteLine($"{(ratio <= most ? "passed" : "FAILED")}: CPU an event beside {beside}: {Text.Ratio(ratio)}, at most {Text.Ratio(most)}.");
        return ratio <= most;
    }
}
