using System.Globalization;
using TraceKit.TestKit.Probing;

namespace TraceKit.Faults.Campaigns;

/// <summary>R13: values that break recorders.</summary>
internal static class OddValues
{
    public static Campaign Campaign { get; } = new(
        "R13", "Whatever an event holds, it becomes one valid line or is refused with a reason, as is documented for each value; nothing changes in silence.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        string[] found = [.. TortureTable.All.Select(row => row.Try())];
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{found.Length} values, each in a run of its own"),
            Figures = string.Join(", ", found.CountBy(Word).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}"))),
            Broken = [.. TortureTable.All.Zip(found).Where(pair => pair.First.Expected != pair.Second).Select(pair => $"{pair.Second}; documented is {pair.First.Expected}")],
        };
    }

    /// <summary>The first word of the outcome, such as <c>exact</c>.</summary>
    private static string Word(string row) => row.Split(" | ")[1].Split([' ', ',', ':'])[0];
}
