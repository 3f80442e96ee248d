using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TraceKit.Testing.Replay;

/// <summary>A recorded call of a tool: its arguments parsed where they are JSON, and the text as the model wrote it behind them.</summary>
internal static class ReplayedCall
{
    public static FunctionCallContent Of(string id, string name, string arguments)
    {
        FunctionCallContent call = FunctionCallContent.CreateFromParsedArguments(arguments, id, name, Parse);
        call.RawRepresentation = arguments;
        return call;
    }

    private static IDictionary<string, object?>? Parse(string arguments)
    {
        using var document = JsonDocument.Parse(arguments);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone(), StringComparer.Ordinal)
            : throw new JsonException("The arguments are not a JSON object.");
    }
}
