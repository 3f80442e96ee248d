using System.Globalization;
using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Comparing;

/// <summary>Disks that lose their power or are full, and files that end in the middle of a line.</summary>
internal static class Disks
{
    public static IEnumerable<ComparedAttack> All { get; } =
    [
        new("power cut (TraceKit at level Disk)", Cuts),
        new("the disk is full for a while", FullDisk),
        new("the file ends in half a line: 3 events of the next process", TornTail),
    ];

    private static string Cuts(string subject, Scale scale)
    {
        if (CuttableDisk.WhyNot is not null)
        {
            return "not run";
        }

        (long acknowledged, long lost, _) = PowerCuts.Cut(scale == Scale.Short ? 3 : 8, folder => Death.In(folder) with { Subject = subject, Level = Durability.Disk, PauseUs = 500 });
        return ComparedAttack.Of(lost, acknowledged);
    }

    private static string FullDisk(string subject, Scale scale)
    {
        if (TinyDisk.WhyNot is not null)
        {
            return "not run";
        }

        using var disk = new TinyDisk();
        using var folder = new TempFolder();
        (Death death, Remains remains, int exitCode, _) = FullDisks.Fill(disk, folder, Death.In(folder) with { Subject = subject }, 64);
        using (death)
        {
            string refused = string.Create(CultureInfo.InvariantCulture, $", {death[AckPage.Refused]:N0} refused and counted");
            return ComparedAttack.Of(remains.Lost(death), death.Count) + (death[AckPage.Refused] > 0 ? refused : string.Empty) + (exitCode == 0 ? string.Empty : "; the process died");
        }
    }

    private static string TornTail(string subject, Scale scale)
    {
        using var folder = new TempFolder();
        VictimSettings first = Death.In(folder) with { Subject = subject, Count = 10 };
        using (Death death = Death.Start(first))
        {
            death.WaitForEnd();
        }

        foreach (string file in Directory.EnumerateFiles(first.Root, "*.jsonl", SearchOption.AllDirectories))
        {
            File.AppendAllText(file, "{\"half");
        }

        VictimSettings second = first with { First = 100, Count = 3 };
        using Death next = Death.Start(second);
        next.WaitForEnd();
        return ComparedAttack.Of(Remains.Of(second).Lost(next), next.Count);
    }
}
