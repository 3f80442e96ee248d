using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TraceKit;

/// <summary>The names under which TraceKit itself can be watched.</summary>
public static class TraceKitDiagnostics
{
    /// <summary>Name of the one <see cref="ActivitySource"/> that runs and decisions come from.</summary>
    public const string ActivitySourceName = "TraceKit";

    /// <summary>Name of the one <see cref="Meter"/>: counters <c>tracekit.events.emitted</c>, <c>.written</c>, <c>.dropped</c>, <c>.rejected</c>, <c>.truncated</c>, and <c>tracekit.listener.failures</c>.</summary>
    public const string MeterName = "TraceKit";

    private const string Unit = "{event}";

    internal static ActivitySource Source { get; } = new(ActivitySourceName, VersionText);

    internal static Meter Meter { get; } = new(MeterName, VersionText);

    internal static Counter<long> Emitted { get; } = Meter.CreateCounter<long>("tracekit.events.emitted", Unit, "Events that agents emitted.");

    internal static Counter<long> Written { get; } = Meter.CreateCounter<long>("tracekit.events.written", Unit, "Events that the operating system took.");

    internal static Counter<long> Dropped { get; } = Meter.CreateCounter<long>("tracekit.events.dropped", Unit, "Events that the disk refused.");

    internal static Counter<long> Rejected { get; } = Meter.CreateCounter<long>("tracekit.events.rejected", Unit, "Events that could not be serialised or came after the end.");

    internal static Counter<long> Truncated { get; } = Meter.CreateCounter<long>("tracekit.events.truncated", Unit, "Events whose data was too long for a line.");

    internal static Counter<long> ListenerFailures { get; } = Meter.CreateCounter<long>("tracekit.listener.failures", "{failure}", "Exceptions that listeners of the activities or the logger threw and that were kept from the agent.");

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
