using TraceKit.OpenTelemetry.Capture;

namespace OpenTelemetry.Trace;

/// <summary>Keeps prompts and replies that are on activities out of the user's own exports.</summary>
public static class TraceKitContentStripExtensions
{
    /// <summary>Takes prompts, replies, arguments and results off activities when they end, before the processors and exporters that are added after this.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// TraceKit copies an activity first, so that its run has everything. The attributes are gone then for everybody who looks later, listeners outside of
    /// OpenTelemetry included; an exporter that was added before and exports in batches may see either. Tools keep their types and names. Content in events
    /// of an activity cannot be taken off: it is there only where the program has asked for it itself.
    /// </remarks>
    public static TracerProviderBuilder StripCapturedContent(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProcessor(new ContentStrip());
    }
}
