using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R10: a burst against a disk that is a hundred times too slow.</summary>
internal static class Bursts
{
    private const long MostMemory = 64L * 1024 * 1024;
    private const long MostNanoseconds = 1_000_000;

    public static Campaign Campaign { get; } = new(
        "R10", "A burst against a slow disk takes no more than 64 MiB, a call returns within a millisecond, and what is dropped is counted in the run.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        if (Strace.WhyNot is { } why)
        {
            return CampaignResult.NotHere(why);
        }

        long events = scale == Scale.Short ? 200_000 : 1_000_000;
        using var folder = new TempFolder();
        VictimSettings settings = Death.In(folder) with { Level = Durability.Buffered, Count = events, BufferWaitMs = 0 };
        using Death death = Death.Start(settings, Strace.Prefix("write", "write:delay_enter=100000", Subject.FileOf(settings)));
        int exit = death.WaitForEnd(TimeSpan.FromMinutes(5));
        Remains remains = Remains.Of(settings);
        LossRecord? loss = remains.Runs.SingleOrDefault()?.End?.Loss;
        long lost = remains.Lost(death);
        List<string> broken = [.. remains.Errors];
        bool counted = loss is not null && loss.Emitted == events && loss.Dropped == death[AckPage.Refused]
            && remains.Runs[0].Gaps.Sum(gap => gap.Count) == loss.Dropped && loss.Dropped > 0;
        if (exit != 0 || lost > 0 || !counted || death[AckPage.Memory] > MostMemory || death[AckPage.Latency] > MostNanoseconds)
        {
            broken.Add($"exit code {exit}, {lost} lost, {death[AckPage.Refused]} refused, {loss?.Dropped} counted, {death[AckPage.Memory]} bytes, {death[AckPage.Latency]} ns");
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{events:N0} events, each write(2) 100 ms late"),
            Figures = string.Create(
                CultureInfo.InvariantCulture,
                $"{death[AckPage.Refused]:N0} dropped, all counted, {lost} lost in silence; {death[AckPage.Memory] / 1024.0 / 1024.0:F0} MiB over the start; p99 {death[AckPage.Latency] / 1000.0:F0} µs"),
            Broken = broken,
        };
    }
}
