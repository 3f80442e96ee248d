using System.Diagnostics;
using System.Diagnostics.Metrics;
using TraceKit.RunFiles;

namespace TraceKit;

/// <summary>The names under which TraceKit itself can be watched.</summary>
public static class TraceKitDiagnostics
{
    /// <summary>Name of the one <see cref="ActivitySource"/> that runs and decisions come from.</summary>
    public const string ActivitySourceName = "TraceKit";

    /// <summary>
    /// Name of the one <see cref="Meter"/>: observable counters <c>tracekit.events.emitted</c>, <c>.written</c>, <c>.dropped</c>, <c>.rejected</c> and
    /// <c>.truncated</c>, the observable <c>tracekit.events.buffered</c>, and counters <c>tracekit.files.replaced</c> and <c>tracekit.listener.failures</c>.
    /// </summary>
    /// <remarks>Always <c>emitted = written + dropped + rejected + buffered</c>. They are of the whole process, and cost nothing until somebody reads them.</remarks>
    public const string MeterName = "TraceKit";

    private const string Unit = "{event}";

    internal static ActivitySource Source { get; } = new(ActivitySourceName, VersionText);

    internal static Meter Meter { get; } = new(MeterName, VersionText);

    internal static Counter<long> FilesReplaced { get; } = Meter.CreateCounter<long>("tracekit.files.replaced", "{file}", "Run files that were written anew because the disk failed them.");

    internal static Counter<long> ListenerFailures { get; } = Meter.CreateCounter<long>("tracekit.listener.failures", "{failure}", "Exceptions that listeners of the activities or the logger threw and that were kept from the agent.");

    /// <summary>Makes the instruments that are read from the runs' own ledgers.</summary>
    static TraceKitDiagnostics()
    {
        Meter.CreateObservableCounter("tracekit.events.emitted", () => LossTotals.Sum.Emitted, Unit, "Events that agents emitted.");
        Meter.CreateObservableCounter("tracekit.events.written", () => LossTotals.Sum.Written, Unit, "Events that were written as durably as was asked.");
        Meter.CreateObservableCounter("tracekit.events.dropped", () => LossTotals.Sum.Dropped, Unit, "Events that the disk refused or that there was no room for.");
        Meter.CreateObservableCounter("tracekit.events.rejected", () => LossTotals.Sum.Rejected, Unit, "Events that could not be serialised or came after the end.");
        Meter.CreateObservableCounter("tracekit.events.truncated", () => LossTotals.Sum.Truncated, Unit, "Events whose data was too long for a line.");
        Meter.CreateObservableUpDownCounter("tracekit.events.buffered", () => LossTotals.Sum.Buffered, Unit, "Events that wait in memory.");
    }

    /// <summary>Adds one. A listener of the meter that throws is the user's code: it must neither reach the agent nor tear the run's state.</summary>
    internal static void Count(Counter<long> counter)
    {
        try
        {
            counter.Add(1);
        }
        catch (Exception)
        {
            // There is nobody left to tell: the meter is what would have told it.
        }
    }

    private static string? VersionText => typeof(TraceKitDiagnostics).Assembly.GetName().Version?.ToString(3);
}
