using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Models;

namespace TraceKit.Interop.TauBench;

/// <summary>One chat message, checked.</summary>
internal sealed record TauBenchMessage
{
    /// <summary>Where it lies.</summary>
    public required SourceSlice Slice { get; init; }

    /// <summary>The message as it is, for a role that is not known.</summary>
    public required JsonElement Value { get; init; }

    /// <summary><c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>, or another word.</summary>
    public required string Role { get; init; }

    /// <summary>The text, verbatim. Default: none.</summary>
    public string? Content { get; init; }

    /// <summary>Name of the speaker or of the tool. Default: none.</summary>
    public string? Name { get; init; }

    /// <summary>The calls that an assistant asks for, with their places. Default: none.</summary>
    public IReadOnlyList<(SourceSlice Slice, RequestedToolCall Call)>? Calls { get; init; }

    /// <summary>The call that a tool message answers. Default: none.</summary>
    public string? CallId { get; init; }

    /// <summary>What the contract has no place for. A content of null and a type of <c>function</c> are what the contract says anyway.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>Reads a message, or says why it is refused.</summary>
    public static TauBenchMessage? Read(SourceSlice slice, out Refusal? refusal)
    {
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxRecordBytes, out JsonElement value);
        if (refusal is not null)
        {
            return null;
        }

        var source = new ForeignObject(value);
        string role = source.RequiredText("role");
        TauBenchMessage message = new()
        {
            Slice = slice,
            Value = value,
            Role = role,
            Content = ContentOf(source, role),
            Name = role is "assistant" ? null : source.Text("name"),
            CallId = role is "tool" ? source.Text("tool_call_id") : null,
            Calls = role is "assistant" ? CallsOf(source, slice) : null,
        };
        refusal = source.Problem is { } problem ? new Refusal(ImportRules.WrongShape, "wrong_shape", $"{problem.Path}: {problem.Message}") : null;
        return refusal is null ? message with { Extra = Leftover.Of(source) } : null;
    }

    /// <summary>Only an assistant may say nothing; a text in parts has no place in the contract and is refused.</summary>
    private static string? ContentOf(ForeignObject source, string role)
    {
        if (role is not ("system" or "developer" or "user" or "assistant" or "tool"))
        {
            return null;
        }

        bool isNull = !source.Value.TryGetProperty("content", out JsonElement content) || content.ValueKind == JsonValueKind.Null;
        if (role is not "assistant" || !isNull)
        {
            return source.RequiredText("content");
        }

        source.Ignore("content");
        return null;
    }

    private static List<(SourceSlice Slice, RequestedToolCall Call)>? CallsOf(ForeignObject source, SourceSlice slice)
    {
        if (source.Objects("tool_calls") is not { } calls)
        {
            bool wrong = source.Value.TryGetProperty("tool_calls", out JsonElement value) && value.ValueKind != JsonValueKind.Null;
            return wrong ? source.Missing<List<(SourceSlice, RequestedToolCall)>?>("tool_calls", "a list of objects", null) : null;
        }

        return [.. slice.Member("tool_calls")!.Value.Items().Zip(calls, (place, call) => (place, CallOf(call)))];
    }

    private static RequestedToolCall CallOf(ForeignObject call)
    {
        if (call.Text("type") is not "function")
        {
            call.Release("type");
        }

        ForeignObject function = call.RequiredObject("function");
        return new RequestedToolCall
        {
            Id = call.RequiredText("id"),
            Name = function.RequiredText("name"),
            Arguments = function.RequiredText("arguments"),
        };
    }
}
