using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R4s: writes that take a part of what they are given, at every byte of a record: the file may not grow beyond a limit.</summary>
internal static class ShortWrites
{
    public static Campaign Campaign { get; } = new(
        "R4s", "A write that takes a part of a record leaves no part of it behind.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        if (!OperatingSystem.IsLinux())
        {
            return CampaignResult.NotHere("file sizes are limited with setrlimit, which is of Unix");
        }

        int cases = 0;
        List<string> broken = [];
        for (int limit = 900; limit < 1500; limit += scale == Scale.Short ? 43 : 1)
        {
            cases++;
            Cut(limit, broken);
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{cases} limits from byte 900 to 1,500"),
            Figures = "0 lost, 0 torn",
            Broken = broken,
        };
    }

    private static void Cut(int limit, List<string> broken)
    {
        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with { Level = Durability.Os, Count = 8, FileLimit = limit };
        using Death death = Death.Start(settings);
        int exit = death.WaitForEnd();
        Remains remains = Remains.Of(settings);
        long lost = remains.Lost(death);
        broken.AddRange(remains.Errors.Select(problem => $"limit {limit}: {problem}"));
        if (exit != 0 || lost > 0 || remains.TornLines > 0 || remains.Count != death.Count)
        {
            broken.Add($"limit {limit}: exit code {exit}, {lost} lost, {remains.TornLines} torn, {remains.Count} readable of {death.Count} acknowledged");
        }
    }
}
