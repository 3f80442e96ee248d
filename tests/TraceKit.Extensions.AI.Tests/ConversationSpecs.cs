using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAIChat;
using TraceKit.Models;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI.Tests;

public sealed class ConversationSpecs
{
    private const string Arguments = """{ "city":  "Bern" }""";

    private static readonly AIFunction Weather = AIFunctionFactory.Create((string city) => $"sunny in {city}", "weather", "Tells the weather.");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recorded_tool_conversation_is_a_chat_row_letter_for_letter(bool streams)
    {
        var tools = new TracedTools([Weather]);
        using var bench = new Bench(tools.Definitions);
        await using var server = new LocalModelServer((_, number) => streams ? ServedReply.Stream(Streamed(number)) : new ServedReply(200, Whole(number)));
        using var client = new OpenAIChatClient("m-1", "none", server.Address);
        using (var conversation = new TracedConversation(bench.Run, "main"))
        {
            IChatClient traced = client.WithTracing(bench.Run, new ChatTracing { Conversation = conversation });
            List<ChatMessage> history = [new(ChatRole.System, "Be brief."), Bench.User("Is it sunny in Bern?")];
            await TalkAsync(traced, history, tools, bench, conversation, streams);
            history.Add(Bench.User("Thanks."));
            await TalkAsync(traced, history, tools, bench, conversation, streams);
        }

        Assert.Equal(
            ["message", "message", "llm_call", "tool_call", "tool_result", "llm_call", "message", "llm_call"],
            bench.Events.Select(recorded => recorded.Type));
        Assert.Equal(Arguments, bench.Calls[0].Reply!.ToolCalls![0].Arguments);
        BuildResult built = DatasetBuilder.Build(Path.GetDirectoryName(bench.Run.Path)!, bench["ds"], new SftRecipe { Format = "openai" });
        JsonElement row = JsonElement.Parse(Directory.EnumerateFiles(bench["ds"], "*.jsonl").Where(file => Path.GetFileName(file) is "train.jsonl" or "validation.jsonl" or "test.jsonl").SelectMany(File.ReadLines).Single());
        JsonElement[] messages = [.. row.GetProperty("messages").EnumerateArray()];
        Assert.Equal(["system", "user", "assistant", "tool", "assistant", "user", "assistant"], messages.Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(Arguments, messages[2].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal("sunny in Bern", messages[3].GetProperty("content").GetString());
        Assert.Equal("weather", row.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
        Assert.True(DatasetAudit.Audit(bench["ds"]).IsProved, built.Report.ToString());
    }

    [Fact]
    public async Task A_picture_in_a_conversation_keeps_it_out_of_the_rows_of_text()
    {
        using var bench = new Bench();
        using var conversation = new TracedConversation(bench.Run, "main");
        var message = new ChatMessage(ChatRole.User, [new TextContent("What is it?"), new DataContent(new byte[] { 1 }, "image/png")]);

        await new FakeClient().WithTracing(bench.Run, new ChatTracing { Conversation = conversation }).GetResponseAsync([message], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("image/png", bench.Events[0].Read<Message>().Parts![0].MediaType);
        BuildResult built = DatasetBuilder.Build(Path.GetDirectoryName(bench.Run.Path)!, bench["ds"], new SftRecipe());
        Assert.Equal(1, built.Report.Balance.Single(stage => stage.Stage == "candidates").Dropped["not_text"]);
    }

    [Fact]
    public async Task A_tool_that_ran_elsewhere_is_recorded_from_the_request_that_tells_its_result()
    {
        using var bench = new Bench();
        using var conversation = new TracedConversation(bench.Run, "main");
        IChatClient traced = Asking("weather", "delete_all").WithTracing(bench.Run, new ChatTracing { Conversation = conversation });
        var options = new ChatOptions { Tools = [Weather] };
        List<ChatMessage> history = [Bench.User("Hi")];
        history.AddRange((await traced.GetResponseAsync(history, options, TestContext.Current.CancellationToken)).Messages);
        history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c-weather", "sunny"), new FunctionResultContent("c-delete_all", "Error: Requested function \"delete_all\" not found.")]));

        await traced.GetResponseAsync(history, options, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["message", "llm_call", "tool_call", "tool_result", "tool_call", "tool_not_found", "tool_result", "llm_call"],
            bench.Events.Select(recorded => recorded.Type));
        Assert.Equal(["weather"], bench.Events[5].Read<ToolNotFound>().Available);
        Assert.Equal([(true, null), (false, "tool_not_found")], new[] { 3, 6 }.Select(at => bench.Events[at].Read<ToolResult>()).Select(result => (result.Ok, result.ErrorKind)));
    }

    [Fact]
    public async Task A_call_that_the_next_request_does_not_answer_is_unresolved()
    {
        using var bench = new Bench();
        using var conversation = new TracedConversation(bench.Run, "main");
        IChatClient traced = Asking("weather").WithTracing(bench.Run, new ChatTracing { Conversation = conversation });
        List<ChatMessage> history = [Bench.User("Hi")];
        history.AddRange((await traced.GetResponseAsync(history, cancellationToken: TestContext.Current.CancellationToken)).Messages);
        history.Add(Bench.User("Never mind."));

        await traced.GetResponseAsync(history, cancellationToken: TestContext.Current.CancellationToken);

        ToolCallUnresolved unresolved = bench.Events.Select(recorded => recorded.TryRead<ToolCallUnresolved>()).OfType<ToolCallUnresolved>().First();
        Assert.Equal(("c-weather", "weather", "main", "not_answered"), (unresolved.CallId, unresolved.Name, unresolved.Conversation, unresolved.Reason));
    }

    [Fact]
    public async Task A_call_that_nobody_ran_is_unresolved_when_the_conversation_ends()
    {
        using var bench = new Bench();
        using (var conversation = new TracedConversation(bench.Run, "main"))
        {
            await Asking("weather").WithTracing(bench.Run, new ChatTracing { Conversation = conversation }).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal("conversation_ended", bench.Events[^1].Read<ToolCallUnresolved>().Reason);
    }

    [Fact]
    public async Task A_result_that_answers_nothing_says_so()
    {
        using var bench = new Bench();
        using var conversation = new TracedConversation(bench.Run, "main");

        await new FakeClient().WithTracing(bench.Run, new ChatTracing { Conversation = conversation })
            .GetResponseAsync([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c-9", "42")])], cancellationToken: TestContext.Current.CancellationToken);

        ToolResult orphan = bench.Events[0].Read<ToolResult>();
        Assert.Equal(("c-9", "42", false, "not_asked"), (orphan.CallId, orphan.Content, orphan.Ok, orphan.ErrorKind));
        Assert.Null(bench.Events[0].Answers);
    }

    [Fact]
    public async Task A_history_that_is_shortened_repeats_no_turn()
    {
        using var bench = new Bench();
        using var conversation = new TracedConversation(bench.Run, "main");
        IChatClient traced = new FakeClient().WithTracing(bench.Run, new ChatTracing { Conversation = conversation });
        List<ChatMessage> history = [new(ChatRole.System, "Be brief."), Bench.User("One")];
        history.AddRange((await traced.GetResponseAsync(history, cancellationToken: TestContext.Current.CancellationToken)).Messages);
        history.Add(Bench.User("Two"));
        history.RemoveAt(1);

        await traced.GetResponseAsync(history, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["Be brief.", "One", "Two"], bench.Events.Select(recorded => recorded.TryRead<Message>()).OfType<Message>().Select(message => message.Content));
    }

    [Fact]
    public async Task A_client_that_runs_tools_itself_shows_all_of_its_turns()
    {
        using var bench = new Bench();
        var client = new FakeClient
        {
            Answer = _ => new ChatResponse(
            [
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c-1", "weather")]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c-1", "sunny")]),
                new ChatMessage(ChatRole.Assistant, "It is sunny."),
            ]),
        };

        await client.WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("It is sunny.", bench.Call.Reply!.Content);
        Assert.Equal(["assistant", "tool", "assistant"], bench.Call.Turns!.Select(turn => turn.Role));
    }

    private static FakeClient Asking(params string[] names) => new()
    {
        Answer = _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. names.Select(name => new FunctionCallContent($"c-{name}", name, new Dictionary<string, object?>()))])),
    };

    private static async Task TalkAsync(IChatClient client, List<ChatMessage> history, TracedTools tools, Bench bench, TracedConversation conversation, bool streams)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var options = new ChatOptions { Tools = tools.All };
        while (true)
        {
            ChatResponse response = streams
                ? await client.GetStreamingResponseAsync(history, options, cancellationToken).ToChatResponseAsync(cancellationToken)
                : await client.GetResponseAsync(history, options, cancellationToken);
            history.AddRange(response.Messages);
            FunctionCallContent[] calls = [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
            foreach (FunctionCallContent call in calls)
            {
                history.Add(new ChatMessage(ChatRole.Tool, [await tools.InvokeAsync(bench.Run, call, conversation, cancellationToken)]));
            }

            if (calls.Length == 0)
            {
                return;
            }
        }
    }

    private static string Whole(int number)
    {
        string message = number == 1
            ? $$$"""{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":{{{JsonSerializer.Serialize(Arguments)}}} }}]}"""
            : $$$"""{"role":"assistant","content":"Answer {{{number}}}."}""";
        return $$$"""{"id":"c-{{{number}}}","object":"chat.completion","created":1,"model":"m-1","choices":[{"index":0,"message":{{{message}}},"finish_reason":"{{{(number == 1 ? "tool_calls" : "stop")}}}"}]}""";
    }

    private static string Streamed(int number)
    {
        string[] deltas = number == 1
            ? ["""{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}]}""", .. Arguments.Chunk(4).Select(Fragment)]
            : ["""{"role":"assistant","content":"Answer "}""", $$$"""{"content":"{{{number}}}."}"""];
        string Chunk(string delta, string finish) => $$$"""data: {"id":"c-{{{number}}}","object":"chat.completion.chunk","created":1,"model":"m-1","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{finish}}} }]}""" + "\n\n";
        return string.Concat(deltas.Select(delta => Chunk(delta, "null"))) + Chunk("{}", number == 1 ? "\"tool_calls\"" : "\"stop\"") + "data: [DONE]\n\n";
    }

    private static string Fragment(char[] part) =>
        $$$"""{"tool_calls":[{"index":0,"function":{"arguments":{{{JsonSerializer.Serialize(new string(part))}}} }}]}""";
}
