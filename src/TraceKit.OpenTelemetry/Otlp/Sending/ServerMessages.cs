using System.Text.Json;
using TraceKit.OpenTelemetry.Otlp.Protobuf;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Reads what servers answer with, which may be anything.</summary>
internal static class ServerMessages
{
    private const int JsonDepth = 16;

    /// <summary>The answer to a request that was taken.</summary>
    public static OtlpAnswer Taken(ReadOnlySpan<byte> body, bool isJson)
    {
        try
        {
            (long rejected, string message) = isJson && body.Length > 0 ? PartialInJson(body) : Partial(body);
            return new OtlpAnswer(OtlpVerdict.Taken, message.Length > 0 ? message : null) { Rejected = rejected };
        }
        catch (Exception garbage) when (garbage is InvalidDataException or JsonException or InvalidOperationException)
        {
            return new OtlpAnswer(OtlpVerdict.Taken, "the server said that it took the request, with an answer that is no OTLP");
        }
    }

    /// <summary>The message of a google.rpc.Status, as protobuf or JSON; empty when there is none.</summary>
    public static string Refusal(ReadOnlySpan<byte> body, bool isJson)
    {
        try
        {
            if (!isJson)
            {
                var status = new ProtobufReader(body);
                while (status.Next())
                {
                    if (status.Field == 2)
                    {
                        return ServerText.Of(status.Content);
                    }
                }

                return string.Empty;
            }

            using var document = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = JsonDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("message", out JsonElement message)
                ? ServerText.Of(message.ToString())
                : string.Empty;
        }
        catch (Exception other) when (other is InvalidDataException or JsonException or InvalidOperationException)
        {
            // A page of a proxy, most often: the status says enough.
            return string.Empty;
        }
    }

    /// <summary>The delay of a google.rpc.RetryInfo among the details of a google.rpc.Status.</summary>
    public static TimeSpan? RetryDelay(ReadOnlySpan<byte> status)
    {
        try
        {
            var fields = new ProtobufReader(status);
            while (fields.Next())
            {
                if (fields.Field == 3 && RetryInfo(fields.Content) is { } delay)
                {
                    return delay;
                }
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryInfo(ReadOnlySpan<byte> detail)
    {
        bool isRetryInfo = false;
        ReadOnlySpan<byte> value = default;
        var any = new ProtobufReader(detail);
        while (any.Next())
        {
            isRetryInfo |= any.Field == 1 && any.Content.EndsWith("google.rpc.RetryInfo"u8);
            value = any.Field == 2 ? any.Content : value;
        }

        if (!isRetryInfo)
        {
            return null;
        }

        ulong seconds = 0;
        var info = new ProtobufReader(value);
        while (info.Next())
        {
            var duration = new ProtobufReader(info.Field == 1 ? info.Content : default);
            while (duration.Next())
            {
                seconds = duration.Field == 1 ? duration.Number : seconds;
            }
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
    }

    private static (long Rejected, string Message) Partial(ReadOnlySpan<byte> body)
    {
        (long rejected, string text) = (0, string.Empty);
        var response = new ProtobufReader(body);
        while (response.Next())
        {
            var partial = new ProtobufReader(response.Field == 1 ? response.Content : default);
            while (partial.Next())
            {
                rejected = partial.Field == 1 ? (long)partial.Number : rejected;
                text = partial.Field == 2 ? ServerText.Of(partial.Content) : text;
            }
        }

        return (rejected, text);
    }

    private static (long Rejected, string Message) PartialInJson(ReadOnlySpan<byte> body)
    {
        using var document = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = JsonDepth });
        if (!document.RootElement.TryGetProperty("partialSuccess", out JsonElement partial) || partial.ValueKind != JsonValueKind.Object)
        {
            return (0, string.Empty);
        }

        long rejected = partial.TryGetProperty("rejectedSpans", out JsonElement count) || partial.TryGetProperty("rejectedLogRecords", out count) ? Whole(count) : 0;
        return (rejected, partial.TryGetProperty("errorMessage", out JsonElement message) ? ServerText.Of(message.ToString()) : string.Empty);
    }

    private static long Whole(JsonElement number) =>
        number.ValueKind == JsonValueKind.String ? long.TryParse(number.GetString(), out long text) ? text : 0 : number.TryGetInt64(out long value) ? value : 0;
}
