using System.Diagnostics;
using System.Globalization;
using TraceKit.Collection;
using TraceKit.Faults.Support;
using TraceKit.RunFiles;

namespace TraceKit.Faults.Campaigns;

/// <summary>R15: hours of runs of all kinds.</summary>
internal static class Soak
{
    private const int Drivers = 4;
    private const double MiB = 1024.0 * 1024;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(400);

    public static Campaign Campaign { get; } = new(
        "R15", "Over any number of runs memory, handles and threads stay where they are, and at the end each event that was emitted is in exactly one ledger.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        TimeSpan span = scale == Scale.Long ? TimeSpan.FromHours(3) : TimeSpan.FromMinutes(2);
        using var folder = new MemoryFolder();
        IReadOnlyDictionary<string, long> before = Meters.Read();
        TraceCollector[] collectors = [.. Enum.GetValues<Durability>().Select(level => Collector(folder, level))];
        SoakDriver[] drivers = [.. Enumerable.Range(0, Drivers).Select(seed => new SoakDriver(collectors, seed))];
        (Slope memory, Slope handles, Slope threads) = Drive(drivers, span, scale);
        Array.ForEach(collectors, collector => collector.Dispose());
        IReadOnlyDictionary<string, long> after = Meters.Read();

        long emitted = drivers.Sum(driver => driver.Emitted);
        List<string> broken = [.. drivers.SelectMany(driver => driver.Problems).Take(20)];
        long Metered(string name) => after[$"tracekit.events.{name}"] - before[$"tracekit.events.{name}"];
        if (Metered("emitted") != emitted || Metered("emitted") != Metered("written") + Metered("dropped") + Metered("rejected") + Metered("buffered"))
        {
            broken.Add($"the drivers emitted {emitted}, the meter says {Metered("emitted")}: {Metered("written")} written, {Metered("dropped")} dropped, {Metered("rejected")} rejected");
        }

        // A short soak shows what a run leaks, a long one what an hour leaks.
        bool leaks = scale == Scale.Long ? memory.PerHour > MiB / 2 : memory.Growth > 2 * MiB;
        if (leaks || handles.Growth > 8 || threads.Growth > 8)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"memory grew by {memory.Growth / MiB:F2} MiB, handles by {handles.Growth:F1}, threads by {threads.Growth:F1}"));
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:N0} s, {drivers.Sum(driver => driver.Runs):N0} runs, {emitted:N0} events, {Drivers} drivers at 3 levels"),
            Figures = string.Create(
                CultureInfo.InvariantCulture,
                $"after the warm-up live memory {memory.Growth / MiB:+0.00;-0.00} MiB, handles {handles.Growth:+0.0;-0.0}, threads {threads.Growth:+0.0;-0.0}; emitted = seals + late = meter, exactly"),
            Broken = broken,
        };
    }

    private static TraceCollector Collector(MemoryFolder folder, Durability level) => new(new TraceKitOptions
    {
        Root = folder[level.ToString()],
        Durability = level,
        MaxEventBytes = 8192,
        BufferBytes = 16 * 1024,
        BufferWait = TimeSpan.FromMilliseconds(2),
    });

    private static (Slope Memory, Slope Handles, Slope Threads) Drive(SoakDriver[] drivers, TimeSpan span, Scale scale)
    {
        (Slope memory, Slope handles, Slope threads) = (new(), new(), new());
        using var stop = new CancellationTokenSource(span);
        Thread[] living = [.. drivers.Select(driver => new Thread(() => driver.Live(stop.Token)) { IsBackground = true })];
        Array.ForEach(living, thread => thread.Start());
        var progress = new Progress(Campaign.Id, (long)(span / SampleEvery), scale);
        var clock = Stopwatch.StartNew();
        while (!stop.Token.WaitHandle.WaitOne(SampleEvery))
        {
            using var self = Process.GetCurrentProcess();
            memory.Add(clock.Elapsed, GC.GetTotalMemory(forceFullCollection: true));
            handles.Add(clock.Elapsed, self.HandleCount);
            threads.Add(clock.Elapsed, self.Threads.Count);
            progress.Add();
        }

        Array.ForEach(living, thread => thread.Join());
        return (memory, handles, threads);
    }
}
