using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Tests;

public sealed class RequestSpecs
{
    private static readonly AIFunction Weather = AIFunctionFactory.Create((string city) => "sunny", "weather", "Tells the weather.");

    [Fact]
    public async Task The_turns_are_recorded_as_sent()
    {
        using var bench = new Bench();
        ChatMessage[] history =
        [
            new(ChatRole.System, "Be brief. "),
            new(ChatRole.User, [new TextContent("Is it "), new TextContent("sunny?\r\n")]) { AuthorName = "ann" },
            new(ChatRole.Assistant, [new TextReasoningContent("I must look."), new FunctionCallContent("c-1", "weather", new Dictionary<string, object?> { ["city"] = "Bärn", ["days"] = 1 })]),
            new(ChatRole.Tool, [new FunctionResultContent("c-1", "sunny"), new FunctionResultContent("c-2", new Dictionary<string, object?> { ["ok"] = true })]),
        ];

        await new FakeClient().WithTracing(bench.Run).GetResponseAsync(history, new ChatOptions { Instructions = "Speak German." }, TestContext.Current.CancellationToken);

        IReadOnlyList<ChatTurn> turns = bench.Call.Request!.Messages!;
        Assert.Equal(["system", "system", "user", "assistant", "tool", "tool"], turns.Select(turn => turn.Role));
        Assert.Equal(["Speak German.", "Be brief. ", "Is it sunny?\r\n", null, "sunny", "{\n  \"ok\": true\n}"], turns.Select(turn => turn.Content));
        Assert.Equal(("ann", "I must look."), (turns[2].Name, turns[3].Reasoning));
        Assert.Equal(("""{"city":"Bärn","days":1}""", "serialized"), (turns[3].ToolCalls![0].Arguments, turns[3].ToolCalls![0].ArgumentsForm));
        Assert.Equal(["c-1", "c-2"], turns.Skip(4).Select(turn => turn.ToolCallId));
    }

    [Fact]
    public async Task The_options_and_the_declared_tools_are_recorded()
    {
        using var bench = new Bench();
        JsonElement schema = JsonElement.Parse("""{"type":"object"}""");
        var options = new ChatOptions
        {
            ModelId = "m-2",
            Temperature = 0.7f,
            TopP = 0.95f,
            MaxOutputTokens = 100,
            Seed = 7,
            StopSequences = ["END"],
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema),
            Tools = [Weather],
            ToolMode = ChatToolMode.RequireSpecific("weather"),
        };

        await new FakeClient().WithTracing(bench.Run).GetResponseAsync("Hi", options, TestContext.Current.CancellationToken);

        LlmRequest request = bench.Call.Request!;
        Assert.Equal("m-2", bench.Call.Model);
        Assert.Equal((0.7, 0.95, 100L, 7L), (request.Temperature, request.TopP, request.MaxTokens, request.Seed));
        Assert.Equal(("json_schema", """{"type":"object"}""", "weather"), (request.ResponseFormat, request.ResponseSchema!.Value.GetRawText(), request.ToolChoice));
        Assert.Equal(["END"], request.Stop);
        Assert.Equal(("weather", "Tells the weather."), (request.Tools![0].Name, request.Tools[0].Description));
        Assert.True(JsonElement.DeepEquals(Weather.JsonSchema, request.Tools[0].Parameters!.Value));
    }

    [Fact]
    public async Task What_is_not_text_is_described_where_it_stood()
    {
        using var bench = new Bench();
        byte[] image = [1, 2, 3];
        var message = new ChatMessage(ChatRole.User, [new TextContent("Look:"), new DataContent(image, "image/png"), new UriContent("https://example.org/a.jpg", "image/jpeg"), new HostedFileContent("file-1")]);

        await new FakeClient().WithTracing(bench.Run).GetResponseAsync([message], cancellationToken: TestContext.Current.CancellationToken);

        ChatTurn turn = bench.Call.Request!.Messages![0];
        Assert.Equal("Look:", turn.Content);
        Assert.Equal(
            [
                new ContentPart { Type = "data", At = 5, MediaType = "image/png", Length = 3, Sha256 = Convert.ToHexStringLower(SHA256.HashData(image)) },
                new ContentPart { Type = "uri", At = 5, MediaType = "image/jpeg", Uri = "https://example.org/a.jpg" },
                new ContentPart { Type = "file", At = 5, Uri = "file-1" },
            ],
            turn.Parts);
    }

    [Fact]
    public async Task A_refusal_is_a_part_of_the_reply()
    {
        using var bench = new Bench();
        var client = new FakeClient { Answer = _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("I will not.") { ErrorCode = "refusal" }])) };

        await client.WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([new ContentPart { Type = "error", Name = "refusal", Text = "I will not." }], bench.Call.Reply!.Parts);
    }

    [Fact]
    public async Task The_client_gets_what_the_caller_gave_even_when_it_can_be_read_only_once()
    {
        using var bench = new Bench();
        IEnumerable<ChatMessage>? seen = null;
        var client = new FakeClient
        {
            Answer = messages =>
            {
                seen = messages;
                return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hi."));
            },
        };
        ChatMessage[] list = [Bench.User("Hi")];
        int read = 0;
        IEnumerable<ChatMessage> Once()
        {
            Assert.Equal(1, ++read);
            yield return list[0];
        }

        await client.WithTracing(bench.Run).GetResponseAsync(list, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Same(list, seen);

        await client.WithTracing(bench.Run).GetResponseAsync(Once(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Same(list[0], Assert.Single(seen!));
    }

    [Fact]
    public async Task What_cannot_be_described_is_counted_and_neither_thrown_nor_in_the_way()
    {
        using var bench = new Bench();
        using var failures = new CountedFailures();
        var message = new ChatMessage(ChatRole.User, [null!]);

        ChatResponse response = await new FakeClient().WithTracing(bench.Run, new ChatTracing { Read = _ => throw new InvalidOperationException("Mine.") })
            .GetResponseAsync([message], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Hello.", response.Text);
        Assert.Null(bench.Call.Request);
        Assert.Equal((LlmCallStatus.Ok, "Hello."), (bench.Call.Status, bench.Call.Reply!.Content));
        Assert.True(failures.Count >= 2);
    }

    [Fact]
    public async Task A_disk_that_refuses_stays_out_of_the_agent_whatever_the_policy()
    {
        using var bench = new Bench(configure: options => options.OnWriteFailure = RunFiles.WriteFailurePolicy.Throw);
        bench.Run.Complete();

        ChatResponse response = await new FakeClient().WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Hello.", response.Text);
    }

    [Fact]
    public async Task A_client_that_is_traced_twice_records_once()
    {
        using var bench = new Bench();
        IChatClient once = new FakeClient().WithTracing(bench.Run);

        await once.WithTracing(bench.Run, new ChatTracing { Component = "planner", Attempt = 2 }).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(("planner", 2), (bench.Call.Component, bench.Call.Attempt));
    }

    [Fact]
    public async Task A_mistake_of_the_caller_is_no_error_of_the_provider()
    {
        using var bench = new Bench();
        var client = new FakeClient { Answer = _ => throw new NotSupportedException("No images.") };

        await Assert.ThrowsAsync<NotSupportedException>(() => client.WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((LlmCallStatus.Error, "No images."), (bench.Call.Status, bench.Call.Error!.Message));
    }

    [Fact]
    public async Task A_reply_that_the_reading_refuses_is_a_parse_error()
    {
        using var bench = new Bench();

        await new FakeClient().WithTracing(bench.Run, new ChatTracing { Read = _ => new ReplyReading(LlmCallStatus.ParseError) }).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(LlmCallStatus.ParseError, bench.Call.Status);
    }

    [Fact]
    public async Task A_disabled_collector_leaves_the_client_as_it_is()
    {
        using TraceRun run = TraceCollector.Disabled.StartRun(new RunDescriptor { Goal = "None" });

        Assert.Equal("Hello.", (await new FakeClient().WithTracing(run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken)).Text);
    }
}
