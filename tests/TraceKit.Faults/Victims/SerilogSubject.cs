using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace TraceKit.Faults.Victims;

/// <summary>Serilog with its file sink as it comes: JSON, flushed for each event.</summary>
internal sealed class SerilogSubject(VictimSettings settings) : Subject
{
    public const string FileName = "serilog.jsonl";

    private readonly Logger _logger = Configure(settings).CreateLogger();

    public override bool Emit(int thread, long number, string text)
    {
        _logger.Information("{Thread} {Number} {Text}", thread, number, text);
        return true;
    }

    public override void Dispose() => _logger.Dispose();

    private static LoggerConfiguration Configure(VictimSettings settings)
    {
        LoggerConfiguration file = new LoggerConfiguration().WriteTo.File(new JsonFormatter(), Path.Combine(settings.Root, FileName), fileSizeLimitBytes: null);
        return settings.PluginThrows ? file.Enrich.With(new Throwing()).WriteTo.Sink(new Throwing()) : file;
    }

    private sealed class Throwing : ILogEventEnricher, ILogEventSink
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => throw new InvalidOperationException("the enricher throws");

        public void Emit(LogEvent logEvent) => throw new InvalidOperationException("the sink throws");
    }
}
