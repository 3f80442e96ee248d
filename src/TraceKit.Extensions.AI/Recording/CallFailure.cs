using System.ClientModel;
using System.Text.Json;
using TraceKit.Contract;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>What an exception of a client means for the attempt.</summary>
internal static class CallFailure
{
    public static LlmCallStatus StatusOf(Exception failure, bool hasBegun, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => LlmCallStatus.Interrupted,
        _ when StatusCodeOf(failure) is not null => LlmCallStatus.ApiError,
        JsonException or IOException or HttpRequestException or OperationCanceledException or TimeoutException when hasBegun => LlmCallStatus.Interrupted,
        ArgumentException or InvalidOperationException or NotSupportedException or NotImplementedException or NullReferenceException => LlmCallStatus.Error,
        _ => LlmCallStatus.ApiError,
    };

    public static ErrorDetail Describe(Exception failure) => ErrorDetail.From(failure) with
    {
        StatusCode = StatusCodeOf(failure),
        Code = Guard.Get(() => (failure as ClientResultException)?.GetRawResponse()?.Content is { } body ? CodeIn(body) : null, null),
    };

    private static int? StatusCodeOf(Exception failure) => failure switch
    {
        ClientResultException { Status: > 0 } result => result.Status,
        HttpRequestException { StatusCode: { } status } => (int)status,
        _ => null,
    };

    /// <summary>The code, else the type, of a body such as <c>{"error":{"type":"…","code":"…"}}</c>.</summary>
    private static string? CodeIn(BinaryData body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
                ? Text(error, "code") ?? Text(error, "type")
                : null;
        }
        catch (JsonException)
        {
            return null; // The body is a page of a proxy, or cut; the message of the exception holds what there is.
        }
    }

    private static string? Text(JsonElement error, string member) =>
        error.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
