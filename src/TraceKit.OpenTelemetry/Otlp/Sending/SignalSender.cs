using System.Globalization;
using System.Security.Cryptography;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Gathers what is given of one signal into requests and sends these, one after the other.</summary>
internal sealed class SignalSender(OtlpSignal signal, OtlpEndpoint endpoint, OtlpSenderOptions options, ReportBuilder report) : IDisposable
{
    /// <summary>What a request needs around its pieces at the most, for each piece: tags and lengths, or commas.</summary>
    private const int AroundPiece = 16;

    private readonly OtlpConnection _connection = new(endpoint, options.Time);
    private readonly List<OtlpPiece> _waiting = [];
    private long _waitingBytes;
    private string? _hopeless;

    public OtlpEncoding Encoding { get; } = OtlpEncoding.Of(endpoint.Protocol);

    public void Dispose() => _connection.Dispose();

    /// <summary>Takes a piece, and sends what waits when it is enough.</summary>
    public async Task AddAsync(OtlpPiece piece, CancellationToken cancellationToken)
    {
        int size = piece.Bytes.Length + AroundPiece;
        if (_waiting.Count >= options.BatchItems || (_waiting.Count > 0 && _waitingBytes + size > options.BatchBytes))
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        _waiting.Add(piece);
        _waitingBytes += size;
    }

    /// <summary>Sends what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        OtlpPiece[] pieces = [.. _waiting];
        _waiting.Clear();
        _waitingBytes = 0;
        if (pieces.Length > 0)
        {
            await SendAsync(pieces, cancellationToken).ConfigureAwait(false);
            options.Progress?.Report(report.ToReport());
        }
    }

    private async Task SendAsync(ReadOnlyMemory<OtlpPiece> pieces, CancellationToken cancellationToken)
    {
        if (_hopeless is { } why)
        {
            report.Failed(signal, pieces.Span, $"not tried, since {why}");
            return;
        }

        byte[] request = Encoding.Request(signal, pieces.Span);
        if (request.Length > options.MaxRequestBytes)
        {
            await (pieces.Length > 1 ? HalveAsync(pieces, cancellationToken) : TooLargeAsync(pieces)).ConfigureAwait(false);
            return;
        }

        OtlpAnswer answer = await DeliverAsync(request, cancellationToken).ConfigureAwait(false);
        switch (answer.Verdict)
        {
            case OtlpVerdict.Taken:
                report.Took(signal, pieces.Length, request.Length, answer);
                break;
            case OtlpVerdict.TooLarge when pieces.Length > 1:
                await HalveAsync(pieces, cancellationToken).ConfigureAwait(false);
                break;
            case OtlpVerdict.Hopeless or OtlpVerdict.TryAgain:
                report.Failed(signal, pieces.Span, answer.Reason!);
                _hopeless = answer.Reason;
                break;
            default:
                report.Failed(signal, pieces.Span, answer.Reason!);
                break;
        }
    }

    private Task TooLargeAsync(ReadOnlyMemory<OtlpPiece> pieces)
    {
        report.Failed(signal, pieces.Span, string.Create(CultureInfo.InvariantCulture, $"larger than a request may be ({options.MaxRequestBytes} bytes)"));
        return Task.CompletedTask;
    }

    private async Task HalveAsync(ReadOnlyMemory<OtlpPiece> pieces, CancellationToken cancellationToken)
    {
        await SendAsync(pieces[..(pieces.Length / 2)], cancellationToken).ConfigureAwait(false);
        await SendAsync(pieces[(pieces.Length / 2)..], cancellationToken).ConfigureAwait(false);
    }

    private async Task<OtlpAnswer> DeliverAsync(byte[] request, CancellationToken cancellationToken)
    {
        for (int attempts = 1; ; attempts++)
        {
            report.Requested(again: attempts > 1);
            OtlpAnswer answer = await _connection.SendAsync(request, Encoding.MediaType, cancellationToken).ConfigureAwait(false);
            if (answer.Verdict != OtlpVerdict.TryAgain)
            {
                return answer;
            }

            if (attempts >= options.Attempts)
            {
                return answer with { Reason = $"{answer.Reason} (attempt {attempts} of {options.Attempts})" };
            }

            double dice = RandomNumberGenerator.GetInt32(1001) / 1000.0;
            await Task.Delay(Backoff.After(options, attempts, answer.Wait, dice), options.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
