using TraceKit.HeadToHead.Measuring;
using TraceKit.HeadToHead.Peers;

namespace TraceKit.HeadToHead.Tables;

/// <summary>Does the cost of an event grow with its size alone, and not with the events before it?</summary>
internal static class Growth
{
    private const int Early = 10_000;
    private const int Late = 1_000_000;
    private const int Window = 10_000;

    /// <summary>As many megabytes of each size, warm-up rounds included: a machine that hands out memory for the first time is slow, and that is not the size's doing.</summary>
    private const int MegabytesEach = 60;

    private static readonly int[] Sizes = [40, 260, 1_100, 5_250, 21_000, 55_000];

    public static void Write(TextWriter output, Rounds rounds, int count)
    {
        Workload[] workloads = [.. Sizes.Select(chars => new Workload(Contestants.TraceKit, chars, MegabytesEach * 1_000_000 / Bytes(chars), WarmUp: Math.Min(2_000, MegabytesEach * 100_000 / Bytes(chars))))];
        Standings standings = rounds.Run("growth", workloads, count);
        if (standings.Workloads.Count < workloads.Length)
        {
            return; // said where it failed
        }

        double[] kilobytes = [.. workloads.Select(workload => Bytes(workload.Chars) / 1024.0)];
        double[] us = [.. workloads.Select(workload => standings.Median(workload, one => one.CpuUs))];
        (double a, double b, double r2) = Line(kilobytes, us);
        output.WriteLine($"| bytes of the line | {string.Join(" | ", kilobytes.Select(size => Invariant($"{size * 1024:N0}")))} |");
        output.WriteLine($"|---|{string.Concat(Sizes.Select(_ => "---|"))}");
        output.WriteLine($"| CPU an event | {string.Join(" | ", us.Select(Text.Us))} |");
        output.WriteLine();
        output.WriteLine(Invariant($"CPU an event = {a:F2} µs + {b:F2} µs/KB, r² = {r2:F4}. Event 1,000,000 costs {LateBesideEarly():F2} times what event 10,000 costs."));
        output.WriteLine();
    }

    /// <summary>CPU of a window of events early and late in one run, in this process.</summary>
    private static double LateBesideEarly()
    {
        string folder = Directory.CreateTempSubdirectory("tracekit-growth-").FullName;
        try
        {
            string content = Sample.ContentOf(Comparison.Typical);
            Child.WarmUp(setting => new TraceKitPeer(setting), new PeerSetting(Path.Combine(folder, "warm-up"), new Uri("http://127.0.0.1")), content, Window);
            using var peer = new TraceKitPeer(new PeerSetting(Path.Combine(folder, "measured"), new Uri("http://127.0.0.1")));
            var windows = new List<(long At, double Us)>();
            for (long number = 0; number < Late + Window; number += Window)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                for (long i = number; i < number + Window; i++)
                {
                    peer.Write(Sample.Of(i, content));
                }

                windows.Add((number, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Window));
            }

            // Ten windows each, since one is short: the first of them begins at event 10,000, the last ends after event 1,000,000.
            double early = Standings.MedianOf(windows.Where(window => window.At >= Early && window.At < Early * 11).Select(window => window.Us));
            double late = Standings.MedianOf(windows.TakeLast(10).Select(window => window.Us));
            return late / early;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Bytes(int chars)
    {
        string folder = Directory.CreateTempSubdirectory("tracekit-growth-").FullName;
        try
        {
            using (var peer = new TraceKitPeer(new PeerSetting(folder, new Uri("http://127.0.0.1"))))
            {
                peer.Write(Sample.Of(0, Sample.ContentOf(chars)));
            }

            string file = Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).Single();
            return File.ReadLines(file).ElementAt(1).Length + 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double A, double B, double R2) Line(double[] x, double[] y)
    {
        (double meanX, double meanY) = (x.Average(), y.Average());
        double covariance = x.Zip(y).Sum(point => (point.First - meanX) * (point.Second - meanY));
        double slope = covariance / x.Sum(value => (value - meanX) * (value - meanX));
        double intercept = meanY - (slope * meanX);
        double rest = x.Zip(y).Sum(point => Math.Pow(point.Second - intercept - (slope * point.First), 2));
        return (intercept, slope, 1 - (rest / y.Sum(value => (value - meanY) * (value - meanY))));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
