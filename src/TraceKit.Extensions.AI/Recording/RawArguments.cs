using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>The arguments of a call as the model wrote them, where the client kept them.</summary>
internal static class RawArguments
{
    public const string Serialized = "serialized";
    public const string Lost = "lost";

    public static RequestedToolCall ToCall(FunctionCallContent call)
    {
        (string text, string? form) = Of(call);
        return new RequestedToolCall { Id = call.CallId, Name = call.Name, Arguments = text, ArgumentsForm = form };
    }

    /// <summary>The text, and what became of it where it is not as received.</summary>
    public static (string Text, string? Form) Of(FunctionCallContent call)
    {
        if (Guard.Get(() => Kept(call.RawRepresentation), null) is { } kept)
        {
            return (kept, null);
        }

        return call.Exception is null && Serialize(call.Arguments) is { } text
            ? (text, Serialized)
            : (string.Empty, Lost);
    }

    public static string? Serialize(IDictionary<string, object?>? arguments) => Guard.Get(
        () => arguments is null ? "{}" : JsonSerializer.Serialize(arguments, CompactJson.Options.GetTypeInfo(typeof(IDictionary<string, object?>))),
        null);

    private static string? Kept(object? raw) => raw switch
    {
        string text => text,
        JsonElement element => InJson(element),
        IPersistableModel<object> model => InModel(model),
        _ => null,
    };

    /// <summary>Clients made on System.ClientModel, OpenAI's among them, give the provider's JSON back.</summary>
    private static string? InModel(IPersistableModel<object> model)
    {
        using var document = JsonDocument.Parse(model.Write(ModelReaderWriterOptions.Json));
        return InJson(document.RootElement);
    }

    private static string? InJson(JsonElement call)
    {
        if (call.ValueKind == JsonValueKind.Object && call.TryGetProperty("function", out JsonElement function))
        {
            call = function;
        }

        return call.ValueKind == JsonValueKind.Object && call.TryGetProperty("arguments", out JsonElement arguments)
            ? arguments.ValueKind == JsonValueKind.String ? arguments.GetString() : arguments.GetRawText()
            : null;
    }
}
