using System.Globalization;
using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults;

/// <summary>The same attacks on what a user would pick instead, in one table: acknowledged events that are lost.</summary>
internal static class Comparison
{
    private static readonly (string Name, Func<string, Scale, string> Attack)[] Attacks =
    [
        ("kill -9 at a random moment, 2,000 events/s", Kills),
        ("kill -9, flat out", FlatOut),
        ("power cut (TraceKit at level Disk)", Cuts),
        ("1,000 events, then the process ends by itself: " + string.Join(", ", Exits.Ways.Where(way => way.CanAct).Select(way => way.End)), (subject, scale) => Ends(subject, scale, canAct: true)),
        ("1,000 events, then " + string.Join(", ", Exits.Ways.Where(way => !way.CanAct).Select(way => way.End)), (subject, scale) => Ends(subject, scale, canAct: false)),
        ("the disk is full for a while", FullDisk),
        ("the file ends in half a line: 3 events of the next process", TornTail),
    ];

    /// <summary>Attacks all subjects and prints the table, in Markdown.</summary>
    public static void Write(TextWriter output, Scale scale)
    {
        output.WriteLine($"| lost of what was acknowledged | {string.Join(" | ", Subject.Names)} |");
        output.WriteLine($"|---|{string.Concat(Subject.Names.Select(_ => "---|"))}");
        foreach ((string name, Func<string, Scale, string> attack) in Attacks)
        {
            output.WriteLine($"| {name} | {string.Join(" | ", Subject.Names.Select(subject => attack(subject, scale)))} |");
        }
    }

    private static string Kills(string subject, Scale scale) => Killed(subject, scale == Scale.Short ? 5 : 30, pauseUs: 500);

    private static string FlatOut(string subject, Scale scale) => Killed(subject, scale == Scale.Short ? 3 : 10, pauseUs: 0);

    private static string Killed(string subject, int times, int pauseUs)
    {
        (long acknowledged, long lost, _, _) = RandomKills.Kill(times, (_, folder) => Death.In(folder) with { Subject = subject, PauseUs = pauseUs });
        return Of(lost, acknowledged);
    }

    private static string Cuts(string subject, Scale scale)
    {
        if (CuttableDisk.WhyNot is not null)
        {
            return "not run";
        }

        (long acknowledged, long lost, _) = PowerCuts.Cut(scale == Scale.Short ? 3 : 8, folder => Death.In(folder) with { Subject = subject, Level = Durability.Disk, PauseUs = 500 });
        return Of(lost, acknowledged);
    }

    private static string Ends(string subject, Scale scale, bool canAct)
    {
        long lost = 0;
        long most = 0;
        int times = 0;
        foreach ((string end, _) in Exits.Ways.Where(way => way.CanAct == canAct))
        {
            for (int time = 0; time < (scale == Scale.Short ? 1 : 5); time++, times++)
            {
                using var folder = new TempFolder();
                (long lostNow, _) = Exits.End(Death.In(folder) with { Subject = subject, Count = 1000 }, end);
                lost += lostNow;
                most = Math.Max(most, lostNow);
            }
        }

        return lost == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{lost:N0} of {times * 1000:N0}, up to {most:N0} of a process");
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
            return Of(remains.Lost(death), death.Count) + (death[AckPage.Refused] > 0 ? refused : string.Empty) + (exitCode == 0 ? string.Empty : "; the process died");
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
        return Of(Remains.Of(second).Lost(next), next.Count);
    }

    private static string Of(long lost, long acknowledged) => lost == 0
        ? string.Create(CultureInfo.InvariantCulture, $"0 of {acknowledged:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"{lost:N0} of {acknowledged:N0} ({100.0 * lost / acknowledged:F1} %)");
}
