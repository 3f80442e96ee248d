using TraceKit.RunFiles;

namespace TraceKit.Telemetry;

/// <summary>How runs are shown while they happen: as activities and measurements, in the words of some convention. Core writes through it and knows none.</summary>
/// <remarks>What it throws is counted and never reaches the agent.</remarks>
internal abstract class RunTelemetry : IDisposable
{
    private static readonly Lock Registering = new();
    private static RunTelemetry[] registered = [];

    /// <summary>What a collector uses that has none of its own: the last that was registered, else <see cref="PlainTelemetry"/>.</summary>
    public static RunTelemetry Current => Volatile.Read(ref registered) is [.., var last] ? last : PlainTelemetry.Instance;

    /// <summary>Whether somebody reads measurements: then a run is told even where nobody listens to activities.</summary>
    public virtual bool IsMeasuring => false;

    /// <summary>Makes what tells of one run.</summary>
    /// <param name="run">The run's first line, without its link to a trace.</param>
    /// <param name="redact">Takes the secrets out of a short text.</param>
    public abstract SpanWriter Open(RunHeader run, Func<string, string> redact);

    /// <summary>Makes it that of the process, until what is returned is disposed.</summary>
    public static IDisposable Register(RunTelemetry telemetry)
    {
        lock (Registering)
        {
            registered = [.. registered, telemetry];
        }

        return new Registration(telemetry);
    }

    /// <summary>Hands over what waits, for a bounded time; nothing to do unless it exports.</summary>
    public abstract void Dispose();

    private sealed class Registration(RunTelemetry telemetry) : IDisposable
    {
        public void Dispose()
        {
            lock (Registering)
            {
                registered = [.. registered.Where(other => !ReferenceEquals(other, telemetry))];
            }
        }
    }
}
