using System.Globalization;
using TraceKit.Faults.Intrusions;

namespace TraceKit.Faults.Campaigns;

/// <summary>S1: what attackers try. <c>dotnet run --project tests/TraceKit.Faults -- intrusions</c> lists each attempt with its result.</summary>
internal static class AttackTable
{
    public static Campaign Campaign { get; } = new(
        "S1", "No name, link, text or file that an attacker chooses gets him out of the folder, a line of his own, a terminal that obeys, or a reader that hangs.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        List<string> broken = [];
        for (int place = 0; place < Intrusion.All.Count; place++)
        {
            if (Intrusion.All[place].Outcome() is { } outcome)
            {
                broken.Add($"{Intrusion.Id(place)}, {Intrusion.All[place].Name}: {outcome}");
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{Intrusion.All.Count} attacks"),
            Figures = "0 successes",
            Broken = broken,
        };
    }
}
