using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace TraceKit.Faults.Victims;

/// <summary>OpenTelemetry with a file exporter that writes and flushes each batch, behind its simple or its batch processor.</summary>
internal sealed class OpenTelemetrySubject : Subject
{
    private readonly ActivitySource _source = new("faults");
    private readonly TracerProvider _provider;

    public OpenTelemetrySubject(VictimSettings settings, bool batch)
    {
        var exporter = new FileExporter(Path.Combine(settings.Root, "otel.jsonl"));
        _provider = Sdk.CreateTracerProviderBuilder()
            .AddSource("faults")
            .AddProcessor(batch ? new BatchActivityExportProcessor(exporter) : new SimpleActivityExportProcessor(exporter))
            .Build();
    }

    public override bool Emit(int thread, long number, string text)
    {
        using Activity? span = _source.StartActivity("event");
        span?.SetTag("Thread", thread).SetTag("Number", number).SetTag("Text", text);
        return true;
    }

    public override void Dispose()
    {
        _provider.Dispose();
        _source.Dispose();
    }

    private sealed class FileExporter(string path) : BaseExporter<Activity>
    {
        private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (Activity span in batch)
            {
                string line = string.Create(CultureInfo.InvariantCulture, $"{{\"Thread\":{span.GetTagItem("Thread")},\"Number\":{span.GetTagItem("Number")},\"Text\":\"{span.GetTagItem("Text")}\"}}\n");
                _file.Write(Encoding.UTF8.GetBytes(line));
            }

            _file.Flush();
            return ExportResult.Success;
        }

        protected override void Dispose(bool disposing)
        {
            _file.Dispose();
            base.Dispose(disposing);
        }
    }
}
