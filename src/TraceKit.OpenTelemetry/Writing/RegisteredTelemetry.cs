using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>What the providers of a process have said of how runs are shown: activities belong to the process, so there is one answer, in which the last word on each counts.</summary>
internal sealed class RegisteredTelemetry : IDisposable
{
    private static readonly Lock Registering = new();
    private static readonly List<RegisteredTelemetry> All = [];
    private static SpanSettings inForce = new();
    private static IDisposable? registration;

    private readonly SpanSettings _settings;

    private RegisteredTelemetry(SpanSettings settings) => _settings = settings;

    /// <summary>Says how runs are shown, until what is returned is disposed.</summary>
    public static RegisteredTelemetry Register(SpanSettings settings)
    {
        var said = new RegisteredTelemetry(settings);
        lock (Registering)
        {
            All.Add(said);
            Volatile.Write(ref inForce, Summed());
            registration ??= RunTelemetry.Register(new GenAiTelemetry(() => Volatile.Read(ref inForce), static now => GenAiMeasurements.Of(now.InForce)));
        }

        return said;
    }

    /// <summary>Takes it back.</summary>
    public void Dispose()
    {
        lock (Registering)
        {
            All.Remove(this);
            Volatile.Write(ref inForce, Summed());
            if (All.Count == 0)
            {
                registration?.Dispose();
                registration = null;
            }
        }
    }

    private static SpanSettings Summed() => All.Aggregate(new SpanSettings(), (before, said) => said._settings.Over(before));
}
