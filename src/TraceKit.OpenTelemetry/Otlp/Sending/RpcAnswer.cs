using System.Buffers.Text;
using System.Globalization;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Understands the answer of a gRPC server: its status stands after the body, or in the head when there is no body.</summary>
internal static class RpcAnswer
{
    private const int Ok = 0;
    private const int ResourceExhausted = 8;
    private const int Unimplemented = 12;
    private const int Unauthenticated = 16;
    private const int PermissionDenied = 7;

    /// <summary>What may go through later, by OTLP's rules: cancelled, deadline exceeded, aborted, out of range, unavailable, data loss.</summary>
    private static readonly int[] Transient = [1, 4, 10, 11, 14, 15];

    public static OtlpAnswer Of(HttpResponseMessage response, byte[]? body, DateTimeOffset now)
    {
        if (!response.IsSuccessStatusCode)
        {
            return HttpRefusal.Of(response, ", without a status of gRPC", now);
        }

        if (body is null)
        {
            return new OtlpAnswer(OtlpVerdict.Hopeless, "the answer is too large for one of OTLP, and its status was not read");
        }

        if (Header(response, "grpc-status") is not { } text || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            return new OtlpAnswer(OtlpVerdict.Hopeless, "the answer has no status of gRPC; check the address and the protocol");
        }

        return status == Ok ? Taken(body) : Refused(response, status);
    }

    private static OtlpAnswer Taken(byte[] body) => RpcFrame.Open(body) is { } message
        ? ServerMessages.Taken(message, isJson: false)
        : new OtlpAnswer(OtlpVerdict.Taken, "the server said that it took the request, with an answer that cannot be read");

    private static OtlpAnswer Refused(HttpResponseMessage response, int status)
    {
        string said = ServerText.After(ServerText.Of(Uri.UnescapeDataString(Header(response, "grpc-message") ?? string.Empty)));
        string reason = string.Create(CultureInfo.InvariantCulture, $"the server refused with status {status} of gRPC{said}");
        TimeSpan? wait = Details(response) is { } details ? ServerMessages.RetryDelay(details) : null;
        return status switch
        {
            ResourceExhausted => wait is null ? new OtlpAnswer(OtlpVerdict.TooLarge, reason) : new OtlpAnswer(OtlpVerdict.TryAgain, reason) { Wait = wait },
            Unauthenticated or PermissionDenied => new OtlpAnswer(OtlpVerdict.Hopeless, $"{reason}; check the headers, which hold the key"),
            Unimplemented => new OtlpAnswer(OtlpVerdict.Hopeless, $"{reason}; check the address and the protocol"),
            _ when Array.IndexOf(Transient, status) >= 0 => new OtlpAnswer(OtlpVerdict.TryAgain, reason) { Wait = wait },
            _ => new OtlpAnswer(OtlpVerdict.Refused, reason),
        };
    }

    private static byte[]? Details(HttpResponseMessage response)
    {
        string? text = Header(response, "grpc-status-details-bin")?.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return text is not null && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out IEnumerable<string>? values) || response.Headers.TryGetValues(name, out values) ? values.FirstOrDefault() : null;
}
