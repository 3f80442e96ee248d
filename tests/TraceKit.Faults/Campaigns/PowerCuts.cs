using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R3: power cuts while events are written.</summary>
internal static class PowerCuts
{
    public static Campaign Campaign { get; } = new(
        "R3", "At level Disk an acknowledged event survives a power cut, and what is left has no holes.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        if (CuttableDisk.WhyNot is { } why)
        {
            return CampaignResult.NotHere(why);
        }

        int cuts = scale == Scale.Short ? 6 : 200;
        (long acknowledged, long lost, List<string> broken) = Cut(cuts / 2, folder => Death.In(folder) with { Level = Durability.Disk, Threads = 4, PerRun = 200 });
        (long withBlobs, long lostBlobs, List<string> brokenBlobs) =
            Cut(cuts / 2, folder => Death.In(folder) with { Level = Durability.Disk, Threads = 2, PerRun = 50, Size = 5000, PauseUs = 1000 });
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{cuts} cuts, {acknowledged:N0} events acknowledged, {withBlobs:N0} with a text beside the run"),
            Figures = string.Create(CultureInfo.InvariantCulture, $"{lost + lostBlobs} lost"),
            Broken = [.. broken, .. brokenBlobs],
        };
    }

    /// <summary>Cuts the power of a subject so often, while it writes.</summary>
    public static (long Acknowledged, long Lost, List<string> Broken) Cut(int cuts, Func<TempFolder, VictimSettings> settingsOf)
    {
        using var disk = new CuttableDisk();
        using var folder = new TempFolder();
        VictimSettings settings = settingsOf(folder) with { Root = Path.Combine(disk.Path, "traces") };
        using Death death = Death.Start(settings);
        long acknowledged = 0;
        long lost = 0;
        List<string> broken = [];
        for (int cut = 0; cut < cuts && !death.HasExited; cut++)
        {
            death.WaitForAcks(death.Count + 50);

            // What was acknowledged before the cut must be in it; what comes during it may.
            HashSet<(int, long)> before = [.. death.Acknowledged];
            disk.Cut(left =>
            {
                VictimSettings after = settings with { Root = Path.Combine(left, "traces") };
                Remains remains = Directory.Exists(after.Root) ? Remains.Of(after) : new Remains();
                long missing = before.Count(remains.Lacks);
                acknowledged += before.Count;
                lost += missing;
                broken.AddRange(remains.Errors);
                if (missing > 0)
                {
                    broken.Add($"cut {cut}: {missing} acknowledged events are lost");
                }
            });
        }

        death.Kill();
        return (acknowledged, lost, broken);
    }
}
