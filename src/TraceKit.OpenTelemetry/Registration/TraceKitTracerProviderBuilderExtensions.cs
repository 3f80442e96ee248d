using TraceKit;

namespace OpenTelemetry.Trace;

/// <summary>Makes TraceKit's activities visible to OpenTelemetry.</summary>
public static class TraceKitTracerProviderBuilderExtensions
{
    /// <summary>Exports runs as <c>invoke_agent</c> spans, and their decisions and tool calls as children of these.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Spans carry names, ids and outcomes, never prompts or replies. Sampling changes what is exported, not what is in run files.
    /// Calling it twice is the same as calling it once.
    /// </remarks>
    public static TracerProviderBuilder AddTraceKitInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(TraceKitDiagnostics.ActivitySourceName);
    }
}
