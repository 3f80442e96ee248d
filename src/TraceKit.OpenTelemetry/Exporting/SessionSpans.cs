using System.Diagnostics;
using OpenTelemetry;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>Exports the spans of one session alone: activities belong to the process, and those of another collector may be of another environment.</summary>
internal sealed class SessionSpans(BaseExporter<Activity> exporter, string sessionId, BatchExportProcessorOptions<Activity> batch) : BatchActivityExportProcessor(
    exporter,
    batch.MaxQueueSize,
    batch.ScheduledDelayMilliseconds,
    batch.ExporterTimeoutMilliseconds,
    batch.MaxExportBatchSize)
{
    public override void OnEnd(Activity data)
    {
        if (string.Equals(data.GetTagItem(TraceKitAttributes.SessionId) as string, sessionId, StringComparison.Ordinal))
        {
            base.OnEnd(data);
        }
    }
}
