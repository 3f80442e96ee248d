using TraceKit.OpenTelemetry.Otlp.Sending;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Sends spans and log records that are there already to an OTLP endpoint, and says exactly what became of each.</summary>
/// <remarks>
/// <para>
/// Requests go out one after the other. One that was not delivered, or that the server wants later, is sent again after a growing wait; one
/// that is too large is halved. An endpoint that refuses everything, or cannot be reached after all attempts, is not tried again: the rest
/// is counted as failed. Redirections are not followed. At most 64 KiB of an answer are read.
/// </para>
/// <para>
/// OTLP has no transactions: a request whose answer was lost is sent twice. Spans keep their ids, so that a server which knows spans by
/// their ids has each once. Not thread-safe.
/// </para>
/// </remarks>
public sealed class OtlpSender : IDisposable
{
    private readonly ReportBuilder _report = new();
    private readonly SignalSender _traces;
    private readonly SignalSender? _logs;

    /// <summary>Makes a sender; nothing is sent yet.</summary>
    /// <param name="options">Where to send, and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is not above 0, or a wait is negative.</exception>
    public OtlpSender(OtlpSenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchItems);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxRequestBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Attempts);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FirstDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDelay, TimeSpan.Zero);
        _traces = new SignalSender(OtlpSignal.Traces, options.Traces, options, _report);
        _logs = options.Logs is { } logs ? new SignalSender(OtlpSignal.Logs, logs, options, _report) : null;
    }

    /// <summary>What became of what was given so far; what waits for its request is in none of the sums but the given.</summary>
    public OtlpReport Report => _report.ToReport();

    /// <summary>Gives spans; they are sent when there are enough for a request.</summary>
    /// <param name="spans">The spans.</param>
    /// <param name="cancellationToken">Gives up; what was given and not sent is lost.</param>
    public async Task AddAsync(IReadOnlyList<SpanRecord> spans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spans);
        foreach (SpanRecord span in spans)
        {
            await AddAsync(_traces, OtlpSignal.Traces, span, _traces.Encoding.Encode, span.Resource, span.Scope, SpanAddress.Of(span), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives log records; they are sent when there are enough for a request.</summary>
    /// <param name="logs">The log records.</param>
    /// <param name="cancellationToken">Gives up; what was given and not sent is lost.</param>
    /// <exception cref="InvalidOperationException">The options name no endpoint of log records.</exception>
    public async Task AddAsync(IReadOnlyList<SpanLog> logs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logs);
        SignalSender sender = _logs ?? throw new InvalidOperationException($"{nameof(OtlpSenderOptions)}.{nameof(OtlpSenderOptions.Logs)} is not set.");
        foreach (SpanLog log in logs)
        {
            await AddAsync(sender, OtlpSignal.Logs, log, sender.Encoding.Encode, log.Resource, log.Scope, SpanAddress.Of(log), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what still waits.</summary>
    /// <param name="cancellationToken">Gives up; what waits is lost.</param>
    /// <returns>What became of all that was given.</returns>
    public async Task<OtlpReport> FinishAsync(CancellationToken cancellationToken = default)
    {
        await _traces.FlushAsync(cancellationToken).ConfigureAwait(false);
        await (_logs?.FlushAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        return Report;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _logs?.Dispose();
    }

    private async Task AddAsync<TItem>(
        SignalSender sender, OtlpSignal signal, TItem item, Func<TItem, byte[]> encode, SpanResource resource, SpanScope scope, string address, CancellationToken cancellationToken)
    {
        _report.Gave(signal);
        byte[] bytes;
        try
        {
            bytes = encode(item);
        }
        catch (OtlpException refusal)
        {
            _report.Failed(signal, [new OtlpPiece([], resource, scope, address)], refusal.Message);
            return;
        }

        await sender.AddAsync(new OtlpPiece(bytes, resource, scope, address), cancellationToken).ConfigureAwait(false);
    }
}
