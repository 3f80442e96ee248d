using System.Globalization;
using System.Text.Json;
using TraceKit.Sft.Gates;

namespace TraceKit.Sft.Formats;

/// <summary>The rules of OpenAI's published row schema (<c>FineTuneChatRequestInput</c>), checked member by member.</summary>
/// <remarks>
/// The published schema requires no member of a row, so that a row without messages passes it; TraceKit refuses such a row.
/// </remarks>
internal static class OpenAISchema
{
    private static readonly string[] FileMembers = ["filename", "file_data", "file_id"];

    public static IEnumerable<RowProblem> Problems(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return [new RowProblem(string.Empty, "a row is a JSON object")];
        }

        var problems = new List<RowProblem>();
        Messages(row, problems);
        if (row.TryGetProperty("tools", out JsonElement tools))
        {
            Items(tools, "/tools", 0, problems, Tool);
        }

        if (row.TryGetProperty("functions", out JsonElement functions) && Items(functions, "/functions", 1, problems, Function) is > 128)
        {
            problems.Add(new RowProblem("/functions", "there can be at most 128 functions"));
        }

        if (row.TryGetProperty("parallel_tool_calls", out JsonElement parallel))
        {
            Require(parallel.ValueKind is JsonValueKind.True or JsonValueKind.False, "/parallel_tool_calls", "must be true or false", problems);
        }

        return problems;
    }

    private static void Messages(JsonElement row, List<RowProblem> problems)
    {
        if (!row.TryGetProperty("messages", out JsonElement messages))
        {
            problems.Add(new RowProblem("/messages", "the row has no messages"));
            return;
        }

        Items(messages, "/messages", 1, problems, Message);
    }

    private static void Message(JsonElement message, string at, List<RowProblem> problems)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RowProblem(at, "a message is an object"));
            return;
        }

        switch (Text(message, "role"))
        {
            case "system":
                Content(message, at, problems, PartKinds.TextOnly, nullable: false, required: true);
                OptionalText(message, "name", at, problems);
                break;
            case "user":
                Content(message, at, problems, PartKinds.User, nullable: false, required: true);
                OptionalText(message, "name", at, problems);
                break;
            case "assistant":
                Assistant(message, at, problems);
                break;
            case "tool":
                Content(message, at, problems, PartKinds.TextOnly, nullable: false, required: true);
                RequiredText(message, "tool_call_id", at, problems);
                break;
            case "function":
                Content(message, at, problems, PartKinds.None, nullable: true, required: true);
                RequiredText(message, "name", at, problems);
                break;
            case null:
                problems.Add(new RowProblem(at + "/role", "a message has a role, which is a text"));
                break;
            case var role:
                problems.Add(new RowProblem(at + "/role", $"the role is system, user, assistant, tool or function, not '{role}'"));
                break;
        }
    }

    private static void Assistant(JsonElement message, string at, List<RowProblem> problems)
    {
        Content(message, at, problems, PartKinds.Assistant, nullable: true, required: false);
        OptionalText(message, "name", at, problems);
        if (message.TryGetProperty("refusal", out JsonElement refusal))
        {
            Require(refusal.ValueKind is JsonValueKind.String or JsonValueKind.Null, at + "/refusal", "must be a text or null", problems);
        }

        if (message.TryGetProperty("weight", out JsonElement weight))
        {
            Require(weight.ValueKind == JsonValueKind.Number && weight.TryGetDouble(out double value) && value is 0 or 1, at + "/weight", "must be 0 or 1", problems);
        }

        if (message.TryGetProperty("audio", out JsonElement audio) && audio.ValueKind != JsonValueKind.Null)
        {
            Require(audio.ValueKind == JsonValueKind.Object && Text(audio, "id") is not null, at + "/audio", "must be null or an object with an id", problems);
        }

        if (message.TryGetProperty("function_call", out JsonElement call) && call.ValueKind != JsonValueKind.Null)
        {
            NameAndArguments(call, at + "/function_call", problems);
        }

        if (message.TryGetProperty("tool_calls", out JsonElement calls))
        {
            Items(calls, at + "/tool_calls", 0, problems, ToolCall);
        }
    }

    private static void ToolCall(JsonElement call, string at, List<RowProblem> problems)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RowProblem(at, "a tool call is an object"));
            return;
        }

        RequiredText(call, "id", at, problems);
        Require(Text(call, "type") == "function", at + "/type", "must be 'function'", problems);
        if (call.TryGetProperty("function", out JsonElement function))
        {
            NameAndArguments(function, at + "/function", problems);
        }
        else
        {
            problems.Add(new RowProblem(at + "/function", "is missing"));
        }
    }

    private static void NameAndArguments(JsonElement function, string at, List<RowProblem> problems)
    {
        if (function.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RowProblem(at, "must be an object with name and arguments"));
            return;
        }

        RequiredText(function, "name", at, problems);
        RequiredText(function, "arguments", at, problems);
    }

    private static void Tool(JsonElement tool, string at, List<RowProblem> problems)
    {
        if (tool.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RowProblem(at, "a tool is an object"));
            return;
        }

        Require(Text(tool, "type") == "function", at + "/type", "must be 'function'", problems);
        if (!tool.TryGetProperty("function", out JsonElement function))
        {
            problems.Add(new RowProblem(at + "/function", "is missing"));
            return;
        }

        Function(function, at + "/function", problems);
        if (function.ValueKind == JsonValueKind.Object && function.TryGetProperty("strict", out JsonElement strict))
        {
            Require(strict.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null, at + "/function/strict", "must be true, false or null", problems);
        }
    }

    private static void Function(JsonElement function, string at, List<RowProblem> problems)
    {
        if (function.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RowProblem(at, "must be an object"));
            return;
        }

        RequiredText(function, "name", at, problems);
        OptionalText(function, "description", at, problems);
        if (function.TryGetProperty("parameters", out JsonElement parameters))
        {
            Require(parameters.ValueKind == JsonValueKind.Object, at + "/parameters", "must be a JSON Schema object", problems);
        }
    }

    private static void Content(JsonElement message, string at, List<RowProblem> problems, PartKinds kinds, bool nullable, bool required)
    {
        at += "/content";
        if (!message.TryGetProperty("content", out JsonElement content))
        {
            Require(!required, at, "is missing", problems);
            return;
        }

        switch (content.ValueKind)
        {
            case JsonValueKind.String:
            case JsonValueKind.Null when nullable:
                break;
            case JsonValueKind.Array when kinds != PartKinds.None:
                Items(content, at, 1, problems, (part, where, found) => Part(part, where, found, kinds));
                break;
            default:
                problems.Add(new RowProblem(at, nullable ? "must be a text or null" : "must be a text"));
                break;
        }
    }

    private static void Part(JsonElement part, string at, List<RowProblem> problems, PartKinds kinds)
    {
        bool good = part.ValueKind == JsonValueKind.Object && Text(part, "type") switch
        {
            "text" => Text(part, "text") is not null,
            "refusal" => kinds == PartKinds.Assistant && Text(part, "refusal") is not null,
            "image_url" => kinds == PartKinds.User && Image(part),
            "input_audio" => kinds == PartKinds.User && Audio(part),
            "file" => kinds == PartKinds.User && File(part),
            _ => false,
        };
        Require(good, at, "is not a part that this message can have", problems);
    }

    private static bool Image(JsonElement part) =>
        Child(part, "image_url") is { } image
        && Text(image, "url") is not null
        && (!image.TryGetProperty("detail", out _) || Text(image, "detail") is "auto" or "low" or "high");

    private static bool Audio(JsonElement part) =>
        Child(part, "input_audio") is { } audio && Text(audio, "data") is not null && Text(audio, "format") is "wav" or "mp3";

    private static bool File(JsonElement part) =>
        Child(part, "file") is { } file
        && FileMembers.All(name => !file.TryGetProperty(name, out JsonElement member) || member.ValueKind == JsonValueKind.String);

    private static JsonElement? Child(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement child) && child.ValueKind == JsonValueKind.Object ? child : null;

    private static int? Items(JsonElement array, string at, int least, List<RowProblem> problems, Action<JsonElement, string, List<RowProblem>> check)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new RowProblem(at, "must be an array"));
            return null;
        }

        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            check(item, string.Create(CultureInfo.InvariantCulture, $"{at}/{index++}"), problems);
        }

        Require(index >= least, at, "is empty", problems);
        return index;
    }

    private static void RequiredText(JsonElement element, string name, string at, List<RowProblem> problems) =>
        Require(Text(element, name) is not null, $"{at}/{name}", "must be a text", problems);

    private static void OptionalText(JsonElement element, string name, string at, List<RowProblem> problems)
    {
        if (element.TryGetProperty(name, out JsonElement member))
        {
            Require(member.ValueKind == JsonValueKind.String, $"{at}/{name}", "must be a text", problems);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? SafeText.Of(member) : null;

    private static void Require(bool holds, string at, string message, List<RowProblem> problems)
    {
        if (!holds)
        {
            problems.Add(new RowProblem(at, message));
        }
    }

    private enum PartKinds
    {
        None,
        TextOnly,
        User,
        Assistant,
    }
}
