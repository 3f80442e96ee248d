using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.Cli.Commands.Export;

/// <summary>An OTLP/JSON file, a line or two a run; it has its name when it is whole.</summary>
internal sealed class FileTarget : IExportTarget
{
    private const string Unfinished = ".unfinished";

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly OtlpFileWriter _writer;
    private OtlpTally _spans;
    private OtlpTally _logs;

    public FileTarget(string path)
    {
        if (File.Exists(path))
        {
            throw new CommandException(ExitCodes.InputOutput, $"there is a file '{path}' already; name another, or remove it.");
        }

        _path = path;
        _stream = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
        _writer = new OtlpFileWriter(_stream);
    }

    public string Name => _path;

    public Task TakeAsync(RunSpans run, CancellationToken cancellationToken)
    {
        _writer.Write(run.Spans);
        _writer.Write(run.Logs);
        _spans = Plus(_spans, run.Spans.Count);
        _logs = Plus(_logs, run.Logs.Count);
        return Task.CompletedTask;
    }

    public async Task<OtlpReport> FinishAsync(CancellationToken cancellationToken)
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Move(_path + Unfinished, _path, overwrite: false);
        return new OtlpReport(_spans, _logs, 0, 0, 0, []);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
        File.Delete(_path + Unfinished);
    }

    private static OtlpTally Plus(OtlpTally tally, int count) => tally with { Given = tally.Given + count, Sent = tally.Sent + count };
}
