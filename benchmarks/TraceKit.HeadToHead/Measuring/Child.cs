using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json;
using TraceKit.HeadToHead.Peers;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>The child process: warms up, writes the events, closes, tells what it cost.</summary>
internal static class Child
{
    private const int WarmUpRound = 2_000;
    private const int LeastRounds = 6;
    private const int QuietRounds = 2;
    private const int MostRounds = 25;

    public static void Run(Workload workload, PeerSetting setting, string result)
    {
        Func<PeerSetting, IPeer> make = Contestants.Of(workload.Peer).Make ?? throw new ArgumentException($"'{workload.Peer}' does not run in this process.");
        string content = Sample.ContentOf(workload.Chars);
        (int warmedUp, int lives) = WarmUp(make, setting with { Folder = Directory.CreateDirectory(Path.Combine(setting.Folder, "warm-up")).FullName }, content, workload.WarmUp);
        File.WriteAllText(Path.Combine(setting.Folder, RoundFolder.WarmUpCount), string.Create(CultureInfo.InvariantCulture, $"{warmedUp} {lives}"));
        Directory.CreateDirectory(Path.Combine(setting.Folder, "measured"));
        setting = setting with { Folder = Path.Combine(setting.Folder, "measured") };
        GC.Collect();
        if (workload.Dies)
        {
            Write(make(setting), content, workload.Events, []);
            AppendDescriptor.KillThisProcess();
        }

        File.WriteAllText(result, JsonSerializer.Serialize(Measure(workload, make(setting), content), MeasurementJson.Default.Measurement));
    }

    /// <summary>Several short lives, so that making and closing are warm too and no queue overflows, until the compiler has nothing more to optimize.</summary>
    /// <returns>How many events were written, in how many lives.</returns>
    public static (int Events, int Lives) WarmUp(Func<PeerSetting, IPeer> make, PeerSetting setting, string content, int events)
    {
        int count = Math.Min(WarmUpRound, events);
        int done = 0;
        int round = 0;
        for (int quiet = 0; count > 0 && round < MostRounds && (round < LeastRounds || quiet < QuietRounds); round++)
        {
            long compiled = JitInfo.GetCompiledMethodCount();
            using (IPeer peer = make(setting))
            {
                Write(peer, content, count, []);
            }

            WaitUntilIdle();
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
            done += count;
        }

        return (done, round);
    }

    /// <summary>Methods are compiled anew in the background, beginning 100 ms after the last that was new: what that costs is not the peer's.</summary>
    private static void WaitUntilIdle()
    {
        TimeSpan used;
        int tries = 0;
        do
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(120);
            used = Environment.CpuUsage.TotalTime - before;
        }
        while (used > TimeSpan.FromMilliseconds(8) && ++tries < 25);
    }

    private static Measurement Measure(Workload workload, IPeer peer, string content)
    {
        int each = workload.Events / workload.Threads;
        long[][] ticks = [.. Enumerable.Range(0, workload.Threads).Select(_ => new long[each])];
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        using (peer)
        {
            if (workload.Threads == 1)
            {
                Write(peer, content, each, ticks[0]);
            }
            else
            {
                WriteTogether(peer, content, each, ticks);
            }
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(started);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        long[] sorted = [.. ticks.SelectMany(thread => thread)];
        Array.Sort(sorted);
        return new Measurement
        {
            CpuUs = cpu.TotalMicroseconds / sorted.Length,
            WallUs = wall.TotalMicroseconds / sorted.Length,
            P50Us = At(sorted, 0.5),
            P99Us = At(sorted, 0.99),
            P999Us = At(sorted, 0.999),
            Bytes = (double)allocated / sorted.Length,
            PeakMiB = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,
        };
    }

    private static void Write(IPeer peer, string content, int events, long[] ticks)
    {
        for (int i = 0; i < events; i++)
        {
            var sample = Sample.Of(i, content);
            long before = Stopwatch.GetTimestamp();
            peer.Write(sample);
            if (ticks.Length > 0)
            {
                ticks[i] = Stopwatch.GetTimestamp() - before;
            }
        }
    }

    private static void WriteTogether(IPeer peer, string content, int each, long[][] ticks)
    {
        Thread[] threads = [.. ticks.Select((own, index) => new Thread(() =>
        {
            IPeer mine = index == 0 ? peer : peer.ForThread();
            Write(mine, content, each, own);
            if (mine != peer)
            {
                mine.Dispose();
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private static double At(long[] sorted, double quantile) => sorted[(int)(quantile * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency;
}
