using TraceKit;
using TraceKit.OpenTelemetry;
using TraceKit.OpenTelemetry.Registration;

namespace OpenTelemetry.Metrics;

/// <summary>Makes TraceKit's metrics visible to OpenTelemetry.</summary>
public static class TraceKitMeterProviderBuilderExtensions
{
    /// <summary>Exports tokens, durations and calls as the GenAI conventions name them, and TraceKit's own counters, of which <c>emitted = written + dropped + rejected</c> always holds.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>Calling it twice is the same as calling it once.</remarks>
    public static MeterProviderBuilder AddTraceKitInstrumentation(this MeterProviderBuilder builder) => AddTraceKitInstrumentation(builder, name: null, configure: null);

    /// <summary>Exports metrics as <see cref="AddTraceKitInstrumentation(MeterProviderBuilder)"/> does, in the way that is said.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says how.</param>
    /// <returns>The same builder.</returns>
    public static MeterProviderBuilder AddTraceKitInstrumentation(this MeterProviderBuilder builder, Action<TraceKitInstrumentationOptions> configure) =>
        AddTraceKitInstrumentation(builder, name: null, configure ?? throw new ArgumentNullException(nameof(configure)));

    /// <summary>Exports metrics as <see cref="AddTraceKitInstrumentation(MeterProviderBuilder)"/> does, in the way that named options say.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the options. Null: the default ones.</param>
    /// <param name="configure">Says how. Null: what the options of that name say already.</param>
    /// <returns>The same builder.</returns>
    public static MeterProviderBuilder AddTraceKitInstrumentation(this MeterProviderBuilder builder, string? name, Action<TraceKitInstrumentationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .ConfigureServices(services => InstrumentationParts.Configure(services, name, configure))
            .AddInstrumentation(services => InstrumentationParts.Register(services, name))
            .AddMeter(TraceKitDiagnostics.MeterName);
    }
}
