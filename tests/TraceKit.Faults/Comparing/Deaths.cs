using System.Globalization;
using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Victims;
using TraceKit.TestKit;

namespace TraceKit.Faults.Comparing;

/// <summary>Processes that are killed, or end in some way.</summary>
internal static class Deaths
{
    public static IEnumerable<ComparedAttack> All { get; } =
    [
        new("`kill -9` at a random moment, 2,000 events/s", (subject, scale) => Killed(subject, scale == Scale.Short ? 5 : 30, pauseUs: 500)),
        new("`kill -9`, flat out", (subject, scale) => Killed(subject, scale == Scale.Short ? 3 : 10, pauseUs: 0)),
        new("1,000 events, then the process ends by itself: " + Ways(canAct: true), (subject, scale) => Ends(subject, scale, canAct: true)),
        new("1,000 events, then " + Ways(canAct: false), (subject, scale) => Ends(subject, scale, canAct: false)),
    ];

    private static string Ways(bool canAct) => string.Join(", ", Exits.Ways.Where(way => way.CanAct == canAct).Select(way => way.End));

    private static string Killed(string subject, int times, int pauseUs)
    {
        (long acknowledged, long lost, _, _) = RandomKills.Kill(times, (_, folder) => Death.In(folder) with { Subject = subject, PauseUs = pauseUs });
        return ComparedAttack.Of(lost, acknowledged);
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
}
