using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.Cli.Commands.Export;

/// <summary>Takes the spans of runs: an endpoint, or a file.</summary>
internal interface IExportTarget : IDisposable
{
    /// <summary>What a user calls it.</summary>
    string Name { get; }

    Task TakeAsync(RunSpans run, CancellationToken cancellationToken);

    /// <summary>Ends it.</summary>
    /// <returns>What became of all spans.</returns>
    Task<OtlpReport> FinishAsync(CancellationToken cancellationToken);
}
