using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Formats;

/// <summary>TRL's conversational format.</summary>
/// <remarks>
/// TRL ignores <c>weight</c> and trains on every message unless told otherwise, so a row whose history holds assistant turns that
/// are not to be trained is written as <c>prompt</c> and <c>completion</c>, and where that cannot say it either (trained and untrained turns
/// take turns) the row ends before the first turn that is not to be trained. Arguments and tools are JSON texts: as objects, the
/// columns of an Arrow table would fill the members of one tool with nulls of another. An absent content is the empty text,
/// because templates print null as a word.
/// </remarks>
internal sealed class TrlFormat : ITargetFormat
{
    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    public string Name => "trl";

    public string Loader => "trl SFTTrainer, data_utils.py and chat templates at f2cd577";

    public int Expressible(CandidateRow row)
    {
        List<RowMessage> messages = [.. row.Messages];
        int untrained = messages.FindIndex(IsUntrained);
        return untrained < 0 || messages.FindIndex(message => message.IsTrained) == messages.Count - 1 ? messages.Count : untrained;
    }

    public void Write(CandidateRow row, Utf8JsonWriter json, List<MapEntry> map)
    {
        json.WriteStartObject();
        var writer = new RowWriter(json, map) { NullAsEmpty = true };
        if (row.Messages.Any(IsUntrained))
        {
            writer.Messages("prompt", row.Messages.SkipLast(1));
            writer.Messages("completion", row.Messages.TakeLast(1));
        }
        else
        {
            writer.Messages("messages", row.Messages);
        }

        if (row.Tools is { Count: > 0 } tools)
        {
            var text = new ArrayBufferWriter<byte>();
            using (var inner = new Utf8JsonWriter(text, RowWriter.Options))
            {
                RowWriter.Tools(inner, tools);
            }

            json.WriteString("tools"u8, text.WrittenSpan);
            map.Add(MapEntry.Of("/tools", new TextSource(null, "/tools", Operations.Tools), trained: false, 0));
        }

        json.WriteEndObject();
        json.Flush();
    }

    public IEnumerable<RowProblem> SchemaProblems(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return [new RowProblem(string.Empty, "a row is a JSON object")];
        }

        var problems = new List<RowProblem>();
        bool messages = row.TryGetProperty("messages", out JsonElement conversation);
        bool prompt = row.TryGetProperty("prompt", out JsonElement before);
        bool completion = row.TryGetProperty("completion", out JsonElement after);
        if (messages == (prompt || completion) || prompt != completion)
        {
            problems.Add(new RowProblem(string.Empty, "a row has either messages, or prompt and completion"));
        }
        else if (messages)
        {
            Conversation(conversation, "/messages", problems);
        }
        else
        {
            Conversation(before, "/prompt", problems);
            Conversation(after, "/completion", problems);
        }

        if (row.TryGetProperty("tools", out JsonElement tools) && RowView.ParseTools(tools) is null)
        {
            problems.Add(new RowProblem("/tools", "must be an array of tools or the JSON text of one"));
        }

        if (row.TryGetProperty("chat_template_kwargs", out JsonElement arguments) && !IsTemplateArguments(arguments))
        {
            problems.Add(new RowProblem("/chat_template_kwargs", "must be an object without 'messages' and 'tools', which the template gets already"));
        }

        return problems;
    }

    private static bool IsUntrained(RowMessage message) => message is { Role: "assistant", IsTrained: false };

    private static bool IsTemplateArguments(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.Object && !arguments.TryGetProperty("messages", out _) && !arguments.TryGetProperty("tools", out _);

    private static void Conversation(JsonElement messages, string at, List<RowProblem> problems)
    {
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            problems.Add(new RowProblem(at, "must be an array with at least one message"));
            return;
        }

        int index = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            Message(message, string.Create(CultureInfo.InvariantCulture, $"{at}/{index++}"), problems);
        }
    }

    private static void Message(JsonElement message, string at, List<RowProblem> problems)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RowProblem(at, "a message is an object"));
            return;
        }

        string? role = message.TryGetProperty("role", out JsonElement given) && given.ValueKind == JsonValueKind.String ? SafeText.Of(given) : null;
        if (!Roles.Contains(role))
        {
            problems.Add(new RowProblem(at + "/role", "the role is system, user, assistant or tool; templates leave out the text of any other"));
        }

        if (!message.TryGetProperty("content", out JsonElement content) || content.ValueKind != JsonValueKind.String)
        {
            problems.Add(new RowProblem(at + "/content", "must be a text: templates print null as a word and leave out parts"));
        }

        if (message.TryGetProperty("weight", out JsonElement weight) && weight is { ValueKind: JsonValueKind.Number } && weight.GetDouble() == 0)
        {
            problems.Add(new RowProblem(at + "/weight", "is ignored by TRL: the turn would be trained all the same; use prompt and completion"));
        }

        if (message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind != JsonValueKind.Null)
        {
            Calls(calls, at + "/tool_calls", problems);
        }
    }

    private static void Calls(JsonElement calls, string at, List<RowProblem> problems)
    {
        if (calls.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new RowProblem(at, "must be an array"));
            return;
        }

        int index = 0;
        foreach (JsonElement call in calls.EnumerateArray())
        {
            bool good = call.ValueKind == JsonValueKind.Object
                && call.TryGetProperty("function", out JsonElement function)
                && function.ValueKind == JsonValueKind.Object
                && function.TryGetProperty("name", out JsonElement name)
                && name.ValueKind == JsonValueKind.String
                && function.TryGetProperty("arguments", out JsonElement arguments)
                && arguments.ValueKind is JsonValueKind.String or JsonValueKind.Object;
            if (!good)
            {
                problems.Add(new RowProblem(string.Create(CultureInfo.InvariantCulture, $"{at}/{index}"), "a tool call has a function with a name and arguments"));
            }

            index++;
        }
    }
}
