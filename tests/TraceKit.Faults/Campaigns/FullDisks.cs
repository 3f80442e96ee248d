using System.Diagnostics;
using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R5: a disk that is full in the middle and has space again.</summary>
internal static class FullDisks
{
    private const int Events = 2000;

    public static Campaign Campaign { get; } = new(
        "R5", "A full disk loses nothing that was acknowledged, each refusal is counted in the run, and writing goes on within a second of there being space.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        if (TinyDisk.WhyNot is { } why)
        {
            return CampaignResult.NotHere(why);
        }

        long refused = 0;
        List<string> broken = [];
        TimeSpan slowest = TimeSpan.Zero;
        int fills = scale == Scale.Short ? 2 : 20;
        foreach (Durability level in Enum.GetValues<Durability>())
        {
            for (int fill = 0; fill < fills; fill++)
            {
                (long lostInSight, TimeSpan resumed) = Fill(level, 64 + (fill * 4), broken);
                refused += lostInSight;
                slowest = resumed > slowest ? resumed : slowest;
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{3 * fills} times, at each level"),
            Figures = string.Create(CultureInfo.InvariantCulture, $"0 lost in silence, {refused:N0} refused and counted, resumed after {slowest.TotalMilliseconds:F0} ms at most"),
            Broken = broken,
        };
    }

    /// <summary>Has a subject write to a disk that is full in the middle, and frees it.</summary>
    /// <returns>How many events were acknowledged, refused and lost, and how long it took to write again.</returns>
    public static (Death Death, Remains Remains, int ExitCode, TimeSpan Resumed) Fill(TinyDisk disk, TempFolder folder, VictimSettings victim, int freeKiB)
    {
        VictimSettings settings = victim with { Root = Path.Combine(disk.Path, "traces"), Acks = folder["acks"], Count = Events, Size = victim.Subject == "tracekit" ? 20 : 250, PauseUs = 300 };
        string filler = disk.Fill(freeKiB * 1024);
        var death = Death.Start(settings);
        SpinWait.SpinUntil(() => death.HasExited || death[AckPage.Refused] > 100 || death.Count > Events / 2, TimeSpan.FromSeconds(60));
        File.Delete(filler);
        long start = Stopwatch.GetTimestamp();
        long at = death.Count;
        SpinWait.SpinUntil(() => death.HasExited || death.Count > at, TimeSpan.FromSeconds(30));
        TimeSpan resumed = Stopwatch.GetElapsedTime(start);
        int exitCode = death.WaitForEnd();
        return (death, Remains.Of(settings), exitCode, resumed);
    }

    private static (long Refused, TimeSpan Resumed) Fill(Durability level, int freeKiB, List<string> broken)
    {
        using var disk = new TinyDisk();
        using var folder = new TempFolder();
        (Death death, Remains remains, int exit, TimeSpan resumed) = Fill(disk, folder, Death.In(folder) with { Level = level, BufferBytes = 8192, BufferWaitMs = 0 }, freeKiB);
        using (death)
        {
            long lost = remains.Lost(death);
            LossRecord? loss = remains.Runs.SingleOrDefault()?.End?.Loss;
            broken.AddRange(remains.Errors.Select(problem => $"{level}: {problem}"));
            if (exit != 0 || lost > 0 || loss is null || loss.Dropped != death[AckPage.Refused] || loss.Emitted != Events || resumed > TimeSpan.FromSeconds(1))
            {
                broken.Add($"{level}: exit code {exit}, {lost} lost, {death[AckPage.Refused]} refused, {loss?.Dropped} counted, resumed after {resumed}");
            }

            return (death[AckPage.Refused], resumed);
        }
    }
}
