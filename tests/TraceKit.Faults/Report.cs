using System.Globalization;
using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Comparing;

namespace TraceKit.Faults;

/// <summary>Runs campaigns and prints what came out as a table.</summary>
internal static class Report
{
    /// <summary>Runs them.</summary>
    /// <param name="output">Where the table goes, in Markdown.</param>
    /// <param name="wanted">Ids of campaigns, or <c>compare</c> for the attacks on other libraries; <c>--long</c> for the long form. Default: all campaigns, in the short form.</param>
    /// <returns>0, or 1 when a promise does not hold.</returns>
    public static int Write(TextWriter output, IReadOnlyCollection<string> wanted)
    {
        Scale scale = wanted.Contains("--long") ? Scale.Long : Scale.Short;
        if (wanted.Contains("compare"))
        {
            Comparison.Write(output, scale);
            return 0;
        }

        string[] ids = [.. wanted.Where(word => !word.StartsWith('-'))];
        bool broken = false;
        output.WriteLine("| id | promise | tried | measured | seconds |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (Campaign campaign in Campaign.All.Where(campaign => ids.Length == 0 || ids.Contains(campaign.Id)))
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            CampaignResult result = campaign.Attack(scale);
            double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            string figures = result.Skipped is { } why ? $"not run: {why}" : result.Broken.Count == 0 ? result.Figures : $"**broken**: {result.Broken[0]}";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {campaign.Id} | {campaign.Promise} | {result.Tried} | {figures} | {seconds:F0} |"));
            broken |= result.Broken.Count > 0;
            foreach (string problem in result.Broken)
            {
                Console.Error.WriteLine($"{campaign.Id}: {problem}");
            }
        }

        return broken ? 1 : 0;
    }
}
