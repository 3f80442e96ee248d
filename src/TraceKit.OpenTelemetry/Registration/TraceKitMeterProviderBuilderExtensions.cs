using TraceKit;

namespace OpenTelemetry.Metrics;

/// <summary>Makes TraceKit's counters visible to OpenTelemetry.</summary>
public static class TraceKitMeterProviderBuilderExtensions
{
    /// <summary>Exports TraceKit's counters, of which <c>emitted = written + dropped + rejected</c> always holds.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>Calling it twice is the same as calling it once.</remarks>
    public static MeterProviderBuilder AddTraceKitInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(TraceKitDiagnostics.MeterName);
    }
}
