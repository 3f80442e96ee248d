using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R1: kills at random moments under load.</summary>
internal static class RandomKills
{
    private static readonly int[] Threads = [1, 4, 16];

    public static Campaign Campaign { get; } = new(
        "R1", "An acknowledged event survives kill -9, at any moment, with any number of threads.", Attack);

    /// <summary>Kills a subject so often, and sums up.</summary>
    public static (long Acknowledged, long Lost, int Torn, List<string> Errors) Kill(int times, Func<int, TempFolder, VictimSettings> settingsOf)
    {
        long acknowledged = 0;
        long lost = 0;
        int torn = 0;
        List<string> errors = [];
        for (int cycle = 0; cycle < times; cycle++)
        {
            using var folder = new TempFolder();
            VictimSettings settings = settingsOf(cycle, folder);
            using Death death = Death.Start(settings);
            death.WaitForAcks(settings.Threads);
            death.LetLive(Moment(cycle));
            death.Kill();
            Remains remains = Remains.Of(settings);
            acknowledged += death.Count;
            lost += remains.Lost(death);
            torn += remains.TornLines;
            errors.AddRange(remains.Errors);
        }

        return (acknowledged, lost, torn, errors);
    }

    private static CampaignResult Attack(Scale scale)
    {
        int times = scale == Scale.Short ? 12 : 1000;
        (long acknowledged, long lost, int torn, List<string> errors) = Kill(times, Settings);
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{times} kills, {acknowledged:N0} events acknowledged"),
            Figures = string.Create(CultureInfo.InvariantCulture, $"{lost} lost, {torn} torn tails set aside"),
            Broken = lost == 0 ? errors : [.. errors, $"{lost} acknowledged events are lost"],
        };
    }

    /// <summary>1, 4 and 16 threads, flat out and paced, in turns, with a new run every thousand events.</summary>
    private static VictimSettings Settings(int cycle, TempFolder folder) => Death.In(folder) with
    {
        Level = Durability.Os,
        Threads = Threads[cycle % Threads.Length],
        PauseUs = cycle % 2 == 0 ? 0 : 200,
        PerRun = 1000,
    };

    /// <summary>A moment that a repetition finds again.</summary>
    private static TimeSpan Moment(int cycle) => TimeSpan.FromMilliseconds(20 + (cycle * 7919 % 380));
}
