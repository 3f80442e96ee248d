using System.Globalization;
using TraceKit.HeadToHead.Measuring;
using TraceKit.HeadToHead.Peers;

namespace TraceKit.HeadToHead.Tables;

/// <summary>One event, all peers: what it costs, and what a <c>kill -9</c> takes away of it.</summary>
internal static class PeerTable
{
    private const int KilledAfter = 1_000;
    private const int WarmUp = 50_000;

    public static void Write(TextWriter output, ChildProcess child, Rounds rounds, IReadOnlyList<Contestant> peers, int count, int chars, int events)
    {
        if (peers.Count == 0)
        {
            return;
        }

        Workload[] workloads = [.. peers.Select(peer => Workload(peer, chars, events))];
        var lost = new Dictionary<string, long>();
        Standings standings = rounds.Run($"{chars} characters", workloads, count);
        foreach (Workload workload in standings.Workloads.Where(workload => Contestants.Of(workload.Peer).LinesPerCall > 0))
        {
            lost[workload.Peer] = child.LostByKill(workload with { Events = Math.Min(KilledAfter, workload.Events), Dies = true });
        }

        output.WriteLine($"| {Size(chars)}, one thread | CPU an event | beside Serilog's | beside the floor's | call p50 | p99 | p99.9 | allocated | peak memory | not delivered | lost of 1,000 at `kill -9` |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Workload workload in standings.Workloads)
        {
            output.WriteLine(Row(standings, workload, lost));
        }

        output.WriteLine();
    }

    private static Workload Workload(Contestant peer, int chars, int events) =>
        new(peer.Name, chars, (int)(events * peer.Share), WarmUp: (int)(WarmUp * Math.Max(peer.Share, 0.02) * (peer.Share > 0.1 ? 1 : 0.5)));

    private static string Size(int chars) => chars == Comparison.Typical ? "600 B" : "6 KB";

    private static string Row(Standings standings, Workload workload, Dictionary<string, long> lost)
    {
        double Median(Func<Measurement, double> figure) => standings.Median(workload, figure);
        string Beside(string peer) => standings.Workloads.FirstOrDefault(other => other.Peer == peer) is { } other
            ? Text.Ratio(standings.Ratio(workload, other, one => one.CpuUs))
            : "";
        double missing = Median(one => one.Missing);
        return string.Join(
            " | ",
            "| " + Contestants.Of(workload.Peer).Label,
            Text.Us(Median(one => one.CpuUs)),
            Beside(Contestants.Serilog),
            Beside(Contestants.Floor),
            Text.Us(Median(one => one.P50Us)),
            Text.Us(Median(one => one.P99Us)),
            Text.Us(Median(one => one.P999Us)),
            double.IsNaN(Median(one => one.Bytes ?? double.NaN)) ? "" : string.Create(CultureInfo.InvariantCulture, $"{Median(one => one.Bytes!.Value):N0} B"),
            string.Create(CultureInfo.InvariantCulture, $"{Median(one => one.PeakMiB):F0} MiB"),
            missing == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{100 * missing / workload.Events:F0} %"),
            lost.TryGetValue(workload.Peer, out long gone) ? Lost(gone, Math.Min(KilledAfter, workload.Events)) : "") + " |";
    }

    private static string Lost(long gone, int of) => of == KilledAfter || gone == 0
        ? gone.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{gone:N0} of {of:N0}");
}
