using System.Diagnostics.Metrics;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Counts what became of captured spans, for the whole process: <c>tracekit.capture.spans</c> with the attribute <c>outcome</c>.</summary>
internal static class CaptureCounts
{
    private static readonly long[] Counts = new long[Enum.GetValues<CaptureOutcome>().Length];

    private static readonly ObservableCounter<long> Instrument = TraceKitDiagnostics.Meter.CreateObservableCounter(
        "tracekit.capture.spans", Measure, "{span}", "Foreign spans by what became of them: recorded, no_run, suppressed, dropped, failed.");

    public static void Add(CaptureOutcome outcome, long count = 1) => Interlocked.Add(ref Counts[(int)outcome], count);

    public static long Of(CaptureOutcome outcome) => Interlocked.Read(ref Counts[(int)outcome]);

    /// <summary>Makes the instrument, so that it is there before the first span.</summary>
    public static void Touch() => GC.KeepAlive(Instrument);

    private static IEnumerable<Measurement<long>> Measure() =>
        Enum.GetValues<CaptureOutcome>().Select(outcome => new Measurement<long>(Of(outcome), new KeyValuePair<string, object?>("outcome", Word(outcome))));

    private static string Word(CaptureOutcome outcome) => outcome switch
    {
        CaptureOutcome.NoRun => "no_run",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
