using System.Text.Json;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Tests.Writing;

public sealed class ContentSpecs
{
    [Fact]
    public void Messages_have_the_schema_of_the_conventions()
    {
        BoundedContent content = MessageContent.Sent(BusyAgent.Call("x").Request!.Messages)!.Bounded(int.MaxValue);

        Assert.Equal(
            """
            [{"role":"system","parts":[{"type":"text","content":"Be brief."}]},
            {"role":"user","parts":[{"type":"text","content":"Plan"},{"type":"uri","modality":"image","uri":"https://example.org/a.png","mime_type":"image/png"},{"type":"text","content":" the \"trip\" in 2 steps.\nÜber alles: 🚂"}],"name":"ann"},
            {"role":"assistant","parts":[{"type":"reasoning","content":"Hm."},{"type":"tool_call","id":"call_0","name":"search","arguments":{"to": "Rome", "n": 1.0}}]},
            {"role":"tool","parts":[{"type":"tool_call_response","id":"call_0","response":{"found":[1,2]}}],"name":"search"}]
            """.ReplaceLineEndings(string.Empty),
            Unescaped(content.Text!));
        MessageSchema.Check(content.Text!, isOutput: false);
    }

    [Fact]
    public void A_reply_says_why_the_model_stopped_in_the_words_of_messages()
    {
        var turn = new ChatTurn { Role = "assistant", ToolCalls = [new RequestedToolCall { Id = "1", Name = "go", Arguments = "{ broken" }] };

        string json = MessageContent.Received(turn, FinishReasons.ToConvention(BusyAgent.Call("x") with { FinishReason = "tool_calls" }))!.Bounded(int.MaxValue).Text!;

        Assert.Equal("""[{"role":"assistant","parts":[{"type":"tool_call","id":"1","name":"go","arguments":"{ broken"}],"finish_reason":"tool_call"}]""", json);
        MessageSchema.Check(json, isOutput: true);
    }

    [Fact]
    public void Arguments_that_are_JSON_keep_their_bytes()
    {
        const string Arguments = """{ "b": 1.50, "a": [ 1e3 ],  "b": "ü" }""";
        var turn = new ChatTurn { Role = "assistant", ToolCalls = [new RequestedToolCall { Id = "1", Name = "go", Arguments = Arguments }] };

        using var document = JsonDocument.Parse(MessageContent.Sent([turn])!.Bounded(int.MaxValue).Text!);

        Assert.Equal(Arguments, document.RootElement[0].GetProperty("parts")[0].GetProperty("arguments").GetRawText());
    }

    /// <summary>Any conversation, cut to any length: what comes out is valid, within the length, and says what is missing; no text is ever cut.</summary>
    [Fact]
    public void Whatever_is_cut_stays_valid_and_says_so()
    {
        var dice = new Dice(20261127);
        int cut = 0;
        int dropped = 0;
        for (int round = 0; round < 2000; round++)
        {
            ChatTurn[] turns = [.. Enumerable.Range(0, dice.Next(1, 12)).Select(_ => Turn(dice))];
            int most = dice.Next(0, 3000);
            BoundedContent content = new MessageContent(turns, dice.Next(2) == 0 ? "stop" : null).Bounded(most);
            if (content.Text is not { } text)
            {
                dropped++;
                Assert.InRange(most, 0, 200);
                continue;
            }

            Assert.True(text.Length <= most);
            MessageSchema.Check(text, isOutput: false);
            string[] whole = [.. Texts(content.Whole)];
            Assert.All(Texts(text), said => Assert.Contains(said, whole));
            bool marked = text.Contains(ContentJson.Mark, StringComparison.Ordinal);
            Assert.Equal(content.Whole.Length > most, marked);
            Assert.Equal(marked, content.Marks > 0);
            cut += marked ? 1 : 0;
        }

        Assert.True(cut > 300, $"{cut}");
        Assert.True(dropped > 10, $"{dropped}");
    }

    [Fact]
    public void Tools_lose_their_descriptions_before_they_are_left_out()
    {
        ToolDefinition[] tools = [.. Enumerable.Range(0, 4).Select(i => new ToolDefinition { Name = $"tool_{i}", Description = new string('d', 100), Parameters = JsonElement.Parse("""{"type":"object"}""") })];

        BoundedContent minimal = new ToolContent(tools, isMinimal: false).Bounded(200);
        BoundedContent fewer = new ToolContent(tools, isMinimal: false).Bounded(90);

        Assert.Equal("""[{"type":"function","name":"tool_0"},{"type":"function","name":"tool_1"},{"type":"function","name":"tool_2"},{"type":"function","name":"tool_3"}]""", minimal.Text);
        Assert.Equal(("""[{"type":"function","name":"tool_0"},{"type":"function","name":"tool_1"}]""", 3), (fewer.Text, fewer.Marks));
    }

    [Fact]
    public void A_value_is_whole_or_a_mark()
    {
        Assert.Equal(("""{ "a": 1 }""", 0), (new ValueContent("""{ "a": 1 }""", "arguments").Bounded(100).Text, new ValueContent("""{ "a": 1 }""", "arguments").Bounded(100).Marks));
        Assert.Equal("\"plain\"", new ValueContent("plain", "result").Bounded(100).Text);
        Assert.Equal("""{"type":"tracekit.truncated","of":"result","length":1002}""", new ValueContent(new string('x', 1000), "result").Bounded(100).Text);
        Assert.Null(new ValueContent(new string('x', 1000), "result").Bounded(10).Text);
    }

    private static ChatTurn Turn(Dice dice) => new()
    {
        Role = new[] { "system", "user", "assistant" }[dice.Next(3)],
        Content = dice.Next(4) == 0 ? null : Some(dice),
        Reasoning = dice.Next(4) == 0 ? Some(dice) : null,
        ToolCalls = dice.Next(3) == 0 ? [new RequestedToolCall { Id = "1", Name = "go", Arguments = dice.Next(2) == 0 ? $$"""{"q":"{{new string('z', dice.Next(600))}}"}""" : Some(dice) }] : null,
        ToolCallId = dice.Next(5) == 0 ? "7" : null,
        Parts = dice.Next(5) == 0 ? [new ContentPart { Type = "data", At = dice.Next(20), MediaType = "audio/wav", Length = 3, Sha256 = "00" }] : null,
    };

    private static string Some(Dice dice) => string.Concat(Enumerable.Range(0, dice.Next(0, 60)).Select(_ => new[] { "ü", "\"", "\n", "🚂", "plain words ", "\ud800", "{" }[dice.Next(7)]));

    private static IEnumerable<string> Texts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Strings(document.RootElement).Where(text => text.Length > 40)];
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    /// <summary>The framework writes what lies beyond the first plane as an escape, which is the same text.</summary>
    private static string Unescaped(string json) => json.Replace("\\uD83D\\uDE82", "🚂", StringComparison.Ordinal);
}
