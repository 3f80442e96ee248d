using TraceKit;
using TraceKit.OpenTelemetry;
using TraceKit.OpenTelemetry.Registration;

namespace OpenTelemetry.Trace;

/// <summary>Makes TraceKit's activities visible to OpenTelemetry.</summary>
public static class TraceKitTracerProviderBuilderExtensions
{
    /// <summary>Exports runs as <c>invoke_agent</c> spans, and their plans, decisions, model calls and tool calls as children of these.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Spans carry names, ids, numbers and outcomes; prompts and replies only when that is asked for. Sampling changes what is exported, not
    /// what is in run files. Calling it twice is the same as calling it once.
    /// </remarks>
    public static TracerProviderBuilder AddTraceKitInstrumentation(this TracerProviderBuilder builder) => AddTraceKitInstrumentation(builder, name: null, configure: null);

    /// <summary>Exports runs as <see cref="AddTraceKitInstrumentation(TracerProviderBuilder)"/> does, in the way that is said.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says how.</param>
    /// <returns>The same builder.</returns>
    public static TracerProviderBuilder AddTraceKitInstrumentation(this TracerProviderBuilder builder, Action<TraceKitInstrumentationOptions> configure) =>
        AddTraceKitInstrumentation(builder, name: null, configure ?? throw new ArgumentNullException(nameof(configure)));

    /// <summary>Exports runs as <see cref="AddTraceKitInstrumentation(TracerProviderBuilder)"/> does, in the way that named options say.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the options. Null: the default ones.</param>
    /// <param name="configure">Says how. Null: what the options of that name say already.</param>
    /// <returns>The same builder.</returns>
    public static TracerProviderBuilder AddTraceKitInstrumentation(this TracerProviderBuilder builder, string? name, Action<TraceKitInstrumentationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .ConfigureServices(services => InstrumentationParts.Configure(services, name, configure))
            .AddInstrumentation(services => InstrumentationParts.Register(services, name))
            .AddSource(TraceKitDiagnostics.ActivitySourceName);
    }
}
