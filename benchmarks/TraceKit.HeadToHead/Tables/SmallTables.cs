using System.Globalization;
using TraceKit.HeadToHead.Measuring;
using TraceKit.HeadToHead.Peers;

namespace TraceKit.HeadToHead.Tables;

/// <summary>The questions that concern few peers.</summary>
internal static class SmallTables
{
    /// <summary>Do two threads write twice as much as one?</summary>
    public static void Threads(TextWriter output, Rounds rounds, int count)
    {
        Workload[] workloads =
        [
            .. new[] { Contestants.Floor, Contestants.TraceKit, Contestants.Serilog }.SelectMany(peer => new[] { 1, 2 }.Select(threads =>
                new Workload(peer, Comparison.Typical, (peer == Contestants.Serilog ? 30_000 : 100_000) * threads, threads))),
        ];
        Standings standings = rounds.Run("threads", workloads, count);
        if (standings.Workloads.Count < workloads.Length)
        {
            return; // said where it failed
        }

        output.WriteLine("| 600 B | events/s, 1 thread | 2 threads | beside 1 thread |");
        output.WriteLine("|---|---|---|---|");
        foreach (Workload[] pair in workloads.Chunk(2))
        {
            string label = Contestants.Of(pair[0].Peer).Label + (pair[0].Peer == Contestants.Serilog ? ", one file" : ", a file for each thread");
            output.WriteLine($"| {label} | {PerSecond(standings, pair[0])} | {PerSecond(standings, pair[1])} | {Text.Ratio(standings.Ratio(pair[0], pair[1], one => one.WallUs))} |");
        }

        output.WriteLine();
    }

    /// <summary>What does telemetry cost that is also a run file?</summary>
    public static void Spans(TextWriter output, Rounds rounds, int count)
    {
        Workload[] workloads =
        [
            new(Contestants.Spans, Comparison.Typical, 50_000),
            new("tracekit-otlp", Comparison.Typical, 50_000),
            new(Contestants.TraceKit, Comparison.Typical, 50_000),
        ];
        Standings standings = rounds.Run("spans", workloads, count);
        if (standings.Workloads.Count < workloads.Length)
        {
            return; // said where it failed
        }

        output.WriteLine("| one tool call and its result, 600 B | CPU | beside spans alone | call p50 | p99 | not delivered |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (Workload workload in workloads)
        {
            output.WriteLine(
                $"| {Contestants.Of(workload.Peer).Label} | {Text.Us(standings.Median(workload, one => one.CpuUs))} | {Text.Ratio(standings.Ratio(workload, workloads[0], one => one.CpuUs))} "
                + $"| {Text.Us(standings.Median(workload, one => one.P50Us))} | {Text.Us(standings.Median(workload, one => one.P99Us))} | {standings.Median(workload, one => one.Missing):N0} |");
        }

        output.WriteLine();
    }

    /// <summary>What does it cost to survive a power cut?</summary>
    public static void Disk(TextWriter output, Rounds rounds, int count)
    {
        const int Emitters = 16;
        Workload[] workloads =
        [
            .. new[] { "sync-loop", "tracekit-disk-shared" }.SelectMany(peer =>
                new[] { 1, Emitters }.Select(threads => new Workload(peer, Comparison.Typical, threads == 1 ? 1_000 : peer == "sync-loop" ? 1_600 : 8_000, threads, WarmUp: 200))),
        ];
        Standings standings = rounds.Run("disk", workloads, count);
        if (standings.Workloads.Count < workloads.Length)
        {
            return; // said where it failed
        }

        output.WriteLine("| 600 B, on disk when the call returns | events/s, 1 emitter | 16 emitters | beside the loop, 1 | beside the loop, 16 |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (Workload[] pair in workloads.Chunk(2))
        {
            output.WriteLine(
                $"| {Contestants.Of(pair[0].Peer).Label} | {PerSecond(standings, pair[0])} | {PerSecond(standings, pair[1])} "
                + $"| {Text.Ratio(standings.Ratio(workloads[0], pair[0], one => one.WallUs))} | {Text.Ratio(standings.Ratio(workloads[1], pair[1], one => one.WallUs))} |");
        }

        output.WriteLine();
    }

    private static string PerSecond(Standings standings, Workload workload) =>
        (1e6 / standings.Median(workload, one => one.WallUs)).ToString("N0", CultureInfo.InvariantCulture);
}
