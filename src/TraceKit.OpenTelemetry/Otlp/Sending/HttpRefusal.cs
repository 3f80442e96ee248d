using System.Globalization;
using System.Net;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>What a status of HTTP means for a request of OTLP, by the protocol's rules.</summary>
internal static class HttpRefusal
{
    public static OtlpAnswer Of(HttpResponseMessage response, string said, DateTimeOffset now)
    {
        string reason = string.Create(CultureInfo.InvariantCulture, $"the server refused with {(int)response.StatusCode}{said}");
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new OtlpAnswer(OtlpVerdict.TryAgain, reason) { Wait = Wait(response, now) },
            HttpStatusCode.RequestEntityTooLarge => new OtlpAnswer(OtlpVerdict.TooLarge, reason),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new OtlpAnswer(OtlpVerdict.Hopeless, $"{reason}; check the headers, which hold the key"),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType => new OtlpAnswer(OtlpVerdict.Hopeless, $"{reason}; check the address and the protocol"),
            _ => new OtlpAnswer(OtlpVerdict.Refused, reason),
        };
    }

    private static TimeSpan? Wait(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date is { } date && date > now ? date - now : TimeSpan.Zero) : null;
}
