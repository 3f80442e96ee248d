using System.Globalization;
using TraceKit.Collection;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R8: eight processes that write to one folder, and two that want one file.</summary>
internal static class ManyProcesses
{
    private const int Processes = 8;

    public static Campaign Campaign { get; } = new(
        "R8", "Processes that share a folder lose nothing and mix nothing; the second that wants a file is refused.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        int events = scale == Scale.Short ? 1_000 : 10_000;
        using var folder = new TempFolder();
        List<string> broken = [];
        Death[] deaths = [.. Enumerable.Range(0, Processes).Select(number =>
            Death.Start(new VictimSettings { Root = folder[$"traces"], Acks = folder[$"acks-{number}"], Count = events, RunPrefix = $"p{number}" }))];
        int failed = deaths.Count(death => death.WaitForEnd() != 0);
        Remains remains = Remains.Of(new VictimSettings { Root = folder["traces"], Acks = string.Empty });
        int whole = remains.Runs.Count(run => run.Events.Count == events && run.End is not null);
        broken.AddRange(remains.Errors);
        if (failed > 0 || whole != Processes)
        {
            broken.Add($"{failed} processes failed, {whole} of {Processes} runs are whole");
        }

        using (TraceCollector collector = Some.Collector(folder))
        using (TraceRun first = Some.Run(collector, "wanted"))
        {
            using TraceCollector other = Some.Collector(folder);
            if (Xunit.Record.Exception(() => Some.Run(other, "wanted")) is not ArgumentException)
            {
                broken.Add("the second that wants a file is not refused");
            }
        }

        Array.ForEach(deaths, death => death.Dispose());
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{Processes} processes of {events:N0} events"),
            Figures = "0 lost, 0 mixed",
            Broken = broken,
        };
    }
}
