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

    private static (long Refused, TimeSpan Resumed) Fill(Durability level, int freeKiB, List<string> broken)
    {
        using var disk = new TinyDisk();
        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with
        {
            Root = Path.Combine(disk.Path, "traces"), Level = level, Count = Events, Size = 20, PauseUs = 300, BufferBytes = 8192, BufferWaitMs = 0,
        };
        string filler = disk.Fill(freeKiB * 1024);
        using Death death = Death.Start(settings);
        SpinWait.SpinUntil(() => death.HasExited || death[AckPage.Refused] > 100, TimeSpan.FromSeconds(60));
        File.Delete(filler);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        long at = death.Count;
        SpinWait.SpinUntil(() => death.HasExited || death.Count > at, TimeSpan.FromSeconds(30));
        TimeSpan resumed = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        int exit = death.WaitForEnd();
        Remains remains = Remains.Of(settings);
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
