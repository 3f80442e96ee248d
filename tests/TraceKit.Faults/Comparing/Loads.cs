using System.Globalization;
using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Comparing;

/// <summary>More than a disk or a file can take: slow writes, several processes, a plug-in that throws.</summary>
internal static class Loads
{
    private const int Processes = 4;
    private const int Burst = 5_000;

    public static IEnumerable<ComparedAttack> All { get; } =
    [
        new("5,000 events at once, each `write(2)` 5 ms late (TraceKit at level Buffered that never waits)", SlowDisk),
        new("4 processes write to one place, 3,000 events each", OnePlace),
        new("a plug-in throws at every event: listener, enricher, exporter", Plugin),
    ];

    /// <summary>What is lost in silence, and how long a call took: who loses nothing makes the agent wait.</summary>
    private static string SlowDisk(string subject, Scale scale)
    {
        if (Strace.WhyNot is not null)
        {
            return "not run";
        }

        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with { Subject = subject, Level = Durability.Buffered, Count = Burst, BufferWaitMs = 0, BufferBytes = 64 * 1024 };
        using Death death = Death.Start(settings, Strace.Prefix("write,pwrite64", "write,pwrite64:delay_enter=5000", Subject.FileOf(settings)));
        death.WaitForEnd(TimeSpan.FromMinutes(3));
        Remains remains = Remains.Of(settings);
        string refused = string.Create(CultureInfo.InvariantCulture, $", {death[AckPage.Refused]:N0} refused and counted");
        return ComparedAttack.Of(remains.Lost(death), death.Count) + (death[AckPage.Refused] > 0 ? refused : string.Empty)
            + string.Create(CultureInfo.InvariantCulture, $"; a call p99 {death[AckPage.Latency] / 1e6:0.###} ms");
    }

    private static string OnePlace(string subject, Scale scale)
    {
        using var folder = new TempFolder();
        VictimSettings[] settings = [.. Enumerable.Range(0, Processes).Select(number => new VictimSettings
        {
            Subject = subject,
            Root = folder["traces"],
            Acks = folder[$"acks-{number}"],
            Count = 3_000,
            First = number * 100_000,
            RunPrefix = $"p{number}-",
        })];
        Death[] deaths = [.. settings.Select(one => Death.Start(one))];
        int died = deaths.Count(death => death.WaitForEnd() != 0);
        Remains remains = Remains.Of(settings[0]);
        long acknowledged = deaths.Sum(death => death.Count);
        long lost = deaths.Sum(remains.Lost);
        Array.ForEach(deaths, death => death.Dispose());
        return ComparedAttack.Of(lost, acknowledged) + (died > 0 ? $"; {died} of {Processes} processes could not open it" : string.Empty);
    }

    private static string Plugin(string subject, Scale scale)
    {
        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with { Subject = subject, Count = 1_000, PluginThrows = true };
        using Death death = Death.Start(settings);
        int exit = death.WaitForEnd();
        Remains remains = Remains.Of(settings);
        return ComparedAttack.Of(remains.Lost(death), death.Count)
            + (exit == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"; the process died with exit code {exit}"));
    }
}
