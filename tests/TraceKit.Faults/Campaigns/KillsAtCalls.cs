using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R2: a kill at every system call that touches the run's file or its folder, one after the other.</summary>
internal static class KillsAtCalls
{
    private const string Calls = "openat,mkdir,flock,write,pwrite64,fdatasync,fsync,ftruncate,renameat2,close";

    public static Campaign Campaign { get; } = new(
        "R2", "A kill at any system call leaves files that are whole or recovered, with every acknowledged event.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        if (Strace.WhyNot is { } why)
        {
            return CampaignResult.NotHere(why);
        }

        int points = 0;
        List<string> broken = [];
        foreach (Durability level in Enum.GetValues<Durability>())
        {
            for (int call = 1; Die(level, call, scale == Scale.Short ? 6 : 60, broken); call += scale == Scale.Short && call > 12 ? 3 : 1)
            {
                points++;
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{points} calls, at each level"),
            Figures = broken.Count == 0 ? "0 lost, 0 unreadable" : $"{broken.Count} broken",
            Broken = broken,
        };
    }

    /// <returns>False when the victim came to its end before it made so many calls.</returns>
    private static bool Die(Durability level, int call, int events, List<string> broken)
    {
        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with { Level = level, Count = events, PerRun = (events / 2) + 1, BufferBytes = 4096 };
        string day = TraceKitSubject.DayFolder(settings.Root);
        using Death death = Death.Start(settings, Strace.Prefix(
            Calls,
            string.Create(CultureInfo.InvariantCulture, $"{Calls}:signal=SIGKILL:when={call}"),
            settings.Root, day, Path.Combine(day, "t0-000000000.trace.jsonl"), Path.Combine(day, FormattableString.Invariant($"t0-{(events / 2) + 1:D9}.trace.jsonl"))));
        if (death.WaitForEnd() == 0)
        {
            return false;
        }

        Remains remains = Directory.Exists(settings.Root) ? Remains.Of(settings) : new Remains();
        long lost = level == Durability.Buffered ? 0 : remains.Lost(death);
        broken.AddRange(remains.Errors.Select(error => $"{level}, call {call}: {error}"));
        if (lost > 0 || remains.Twice > 0)
        {
            broken.Add($"{level}, call {call}: {lost} lost, {remains.Twice} twice");
        }

        return true;
    }
}
