using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace TraceKit.Faults.Victims;

/// <summary>OpenTelemetry with a file exporter that writes and flushes each batch, behind its simple or its batch processor.</summary>
internal sealed class OpenTelemetrySubject : Subject
{
    public const string FileName = "otel.jsonl";

    private readonly ActivitySource _source = new("faults");
    private readonly TracerProvider _provider;

    public OpenTelemetrySubject(VictimSettings settings, bool batch)
    {
        var exporter = new FileExporter(Path.Combine(settings.Root, FileName));
        TracerProviderBuilder spans = Sdk.CreateTracerProviderBuilder().AddSource("faults").AddProcessor(Behind(batch, exporter));
        _provider = (settings.PluginThrows ? spans.AddProcessor(Behind(batch, new ThrowingExporter())) : spans).Build();
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

    private static BaseProcessor<Activity> Behind(bool batch, BaseExporter<Activity> exporter) =>
        batch ? new BatchActivityExportProcessor(exporter) : new SimpleActivityExportProcessor(exporter);

    private sealed class ThrowingExporter : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => throw new InvalidOperationException("the exporter throws");
    }

    private sealed class FileExporter(string path) : BaseExporter<Activity>
    {
        private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (Activity span in batch)
            {
                string text = JavaScriptEncoder.Default.Encode((string)span.GetTagItem("Text")!);
                string line = string.Create(CultureInfo.InvariantCulture, $"{{\"Thread\":{span.GetTagItem("Thread")},\"Number\":{span.GetTagItem("Number")},\"Text\":\"{text}\"}}\n");
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
