using TraceKit.OpenTelemetry.Exporting;

namespace TraceKit.Collection;

/// <summary>Exports what a collector records.</summary>
public static class TraceKitBuilderExtensions
{
    /// <summary>Exports runs while they happen by OTLP, for a program that has no OpenTelemetry of its own: spans, metrics and labels, in one line.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says where and how. Default: what the <c>OTEL_*</c> variables say.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Providers of its own start with the collector and are flushed and ended with it. Runs of environment <c>test</c> are exported only to a
    /// place that is named for them. A collector that is slow, away or hostile is never noticed by the agent, and holds up the end of the
    /// program for <see cref="OtlpExportOptions.ShutdownTimeout"/> at most. A program that has providers of its own adds
    /// <c>AddTraceKitInstrumentation()</c> to them instead.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static TraceKitBuilder ExportOtlp(this TraceKitBuilder builder, Action<OtlpExportOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new OtlpExportOptions();
        configure?.Invoke(options);
        options.Validate();
        return builder.Configure(collector => collector.Telemetry = (session, sessionId) => OtlpTelemetry.Start(options, session, sessionId));
    }
}
