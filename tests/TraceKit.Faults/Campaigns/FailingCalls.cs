using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R4: calls that fail, each at each place.</summary>
internal static class FailingCalls
{
    private static readonly (string Call, string Error)[] Faults =
    [
        .. from call in (string[])["write", "fdatasync"] from error in (string[])["EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR"] select (call, error),
    ];

    public static Campaign Campaign { get; } = new(
        "R4", "A call that fails loses no acknowledged event, writes none twice, and everything that is lost is counted in the run.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        if (Strace.WhyNot is { } why)
        {
            return CampaignResult.NotHere(why);
        }

        int cases = 0;
        long refused = 0;
        int anew = 0;
        List<string> broken = [];
        foreach ((string call, string error) in Faults)
        {
            foreach (int place in scale == Scale.Short ? (int[])[1, 2, 4] : Enumerable.Range(1, 50))
            {
                foreach (string times in (string[])["", "+"])
                {
                    cases++;
                    (long refusals, int copies) = Fail(call, error, $"{place}{times}", broken);
                    refused += refusals;
                    anew += copies;
                }
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{cases} cases: {string.Join(", ", Faults.Select(fault => fault.Error).Distinct())} at write and fdatasync, once and from then on"),
            Figures = string.Create(CultureInfo.InvariantCulture, $"0 acknowledged lost, 0 twice, {refused} refused and counted, {anew} files written anew"),
            Broken = broken,
        };
    }

    private static (long Refused, int Anew) Fail(string call, string error, string when, List<string> broken)
    {
        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with { Level = Durability.Disk, Count = 8 };
        string file = Path.Combine(TraceKitSubject.DayFolder(settings.Root), "t0-000000000.trace.jsonl");
        using Death death = Death.Start(settings, Strace.Prefix("write,fdatasync", $"{call}:error={error}:when={when}", file));
        int exit = death.WaitForEnd();
        Remains remains = Remains.Of(settings);
        string what = $"{call} {error} at {when}";
        broken.AddRange(remains.Errors.Select(problem => $"{what}: {problem}"));
        long lost = remains.Lost(death);
        if (exit != 0 || lost > 0 || remains.Twice > 0)
        {
            broken.Add($"{what}: exit code {exit}, {lost} lost, {remains.Twice} twice");
        }

        // A run that sealed itself counts exactly, and where the disk failed once it does. One that the disk never let be sealed is sealed by recovery,
        // which can count only what stands in it.
        bool forGood = when.EndsWith('+');
        if (remains.Runs is [{ End: { } end } run]
            && (end.Status == RunStatus.Completed || !forGood ? end.Loss.Dropped != death[AckPage.Refused] || end.Status != RunStatus.Completed : end.Loss.Dropped + run.Events.Count > settings.Count))
        {
            broken.Add($"{what}: {death[AckPage.Refused]} refused, the run has {run.Events.Count} events, counts {end.Loss.Dropped} and is {end.Status}");
        }

        // A signal is no failure; a failed sync loses nothing, for the run is written anew; a failed write costs the event that it was for.
        long allowed = forGood ? long.MaxValue : error == "EINTR" || call == "fdatasync" ? 0 : 1;
        if (death[AckPage.Refused] > allowed)
        {
            broken.Add($"{what}: {death[AckPage.Refused]} refused");
        }

        return (death[AckPage.Refused], Directory.GetFiles(Path.GetDirectoryName(file)!, "*.suspect-*").Length);
    }
}
