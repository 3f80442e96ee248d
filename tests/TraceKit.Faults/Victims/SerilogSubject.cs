using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;

namespace TraceKit.Faults.Victims;

/// <summary>Serilog with its file sink as it comes: JSON, flushed for each event.</summary>
internal sealed class SerilogSubject(VictimSettings settings) : Subject
{
    private readonly Logger _logger = new LoggerConfiguration()
        .WriteTo.File(new JsonFormatter(), Path.Combine(settings.Root, "serilog.jsonl"), fileSizeLimitBytes: null)
        .CreateLogger();

    public override bool Emit(int thread, long number, string text)
    {
        _logger.Information("{Thread} {Number} {Text}", thread, number, text);
        return true;
    }

    public override void Dispose() => _logger.Dispose();
}
