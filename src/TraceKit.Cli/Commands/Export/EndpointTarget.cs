using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.Cli.Commands.Export;

/// <summary>An OTLP endpoint.</summary>
internal sealed class EndpointTarget(OtlpEndpoint traces, OtlpEndpoint logs) : IExportTarget
{
    private readonly OtlpSender _sender = new(new OtlpSenderOptions { Traces = traces, Logs = logs });

    public string Name => traces.Address.GetLeftPart(UriPartial.Path);

    public async Task TakeAsync(RunSpans run, CancellationToken cancellationToken)
    {
        await _sender.AddAsync(run.Spans, cancellationToken).ConfigureAwait(false);
        await _sender.AddAsync(run.Logs, cancellationToken).ConfigureAwait(false);
    }

    public Task<OtlpReport> FinishAsync(CancellationToken cancellationToken) => _sender.FinishAsync(cancellationToken);

    public void Dispose() => _sender.Dispose();
}
