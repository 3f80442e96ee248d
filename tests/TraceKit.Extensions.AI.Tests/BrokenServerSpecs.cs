using Microsoft.Extensions.AI;
using OpenAIChat;
using TraceKit.Models;
using TraceKit.TestKit;

namespace TraceKit.Extensions.AI.Tests;

/// <summary>The real OpenAI client against servers that fail in the ways that servers fail.</summary>
public sealed class BrokenServerSpecs
{
    private const string Chunk = """data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1","choices":[{"index":0,"delta":{"content":"Half"},"finish_reason":null}]}""" + "\n\n";

    private const string CallChunks =
        """data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"pay","arguments":""}}]},"finish_reason":null}]}""" + "\n\n"
        + """data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{ \"amount\": 1"}}]},"finish_reason":null}]}""" + "\n\n";

    [Theory]
    [InlineData(400, """{"error":{"message":"Bad.","type":"invalid_request_error","code":null}}""", "invalid_request_error")]
    [InlineData(401, """{"error":{"message":"Who?","type":"invalid_request_error","code":"invalid_api_key"}}""", "invalid_api_key")]
    [InlineData(429, """{"error":{"message":"Slow down.","type":"requests","code":"rate_limit_exceeded"}}""", "rate_limit_exceeded")]
    [InlineData(500, "<html>Internal error</html>", null)]
    [InlineData(503, "", null)]
    public async Task A_refusal_is_an_api_error_with_its_status_and_code(int status, string body, string? code)
    {
        LlmCall call = await CallAsync(new ServedReply(status, body), streams: false);

        Assert.Equal((LlmCallStatus.ApiError, status, code), (call.Status, call.Error!.StatusCode, call.Error.Code));
        Assert.Equal("System.ClientModel.ClientResultException", call.Error.Type);
        Assert.Null(call.Reply);
        Assert.NotNull(call.LatencyMs);
    }

    [Fact]
    public async Task A_stream_that_is_refused_is_an_api_error() =>
        Assert.Equal(LlmCallStatus.ApiError, (await CallAsync(new ServedReply(429, "{}"), streams: true)).Status);

    [Theory]
    [InlineData("{\"id\":\"c-1\",\"cho")]
    [InlineData("not JSON at all")]
    public async Task A_body_that_is_not_JSON_is_an_api_error(string body) =>
        Assert.Equal(LlmCallStatus.ApiError, (await CallAsync(new ServedReply(200, body), streams: false)).Status);

    [Fact]
    public async Task A_stream_that_is_cut_by_a_lost_connection_keeps_its_text()
    {
        LlmCall call = await CallAsync(ServedReply.Stream(Chunk + Chunk) with { DeclaresLength = true, CutAt = Chunk.Length + 40 }, streams: true);

        Assert.Equal((LlmCallStatus.Interrupted, "Half"), (call.Status, call.Reply!.Content));
        Assert.Equal("c-1", call.ResponseId);
    }

    [Fact]
    public async Task A_stream_that_ends_early_without_a_word_is_interrupted()
    {
        LlmCall call = await CallAsync(ServedReply.Stream(Chunk + Chunk) with { CutAt = Chunk.Length }, streams: true);

        Assert.Equal((LlmCallStatus.Interrupted, "Half", "no_finish_reason"), (call.Status, call.Reply!.Content, call.Error!.Type));
    }

    [Fact]
    public async Task A_stream_of_which_a_line_is_not_JSON_keeps_what_came_before_it()
    {
        LlmCall call = await CallAsync(ServedReply.Stream(Chunk + "data: {oops\n\n"), streams: true);

        Assert.Equal((LlmCallStatus.Interrupted, "Half"), (call.Status, call.Reply!.Content));
    }

    [Fact]
    public async Task A_call_whose_arguments_are_cut_is_recorded_as_far_as_it_came()
    {
        LlmCall call = await CallAsync(ServedReply.Stream(CallChunks + Chunk) with { DeclaresLength = true, CutAt = CallChunks.Length + 9 }, streams: true);

        RequestedToolCall asked = Assert.Single(call.Reply!.ToolCalls!);
        Assert.Equal(("call_1", "pay", """{ "amount": 1"""), (asked.Id, asked.Name, asked.Arguments));
    }

    [Fact]
    public async Task Arguments_that_are_not_JSON_are_kept_letter_for_letter()
    {
        const string Body = """{"id":"c-1","object":"chat.completion","created":1,"model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"pay","arguments":"{amount: 1,}"}}]},"finish_reason":"tool_calls"}]}""";

        LlmCall call = await CallAsync(new ServedReply(200, Body), streams: false);

        Assert.Equal(("{amount: 1,}", null), (call.Reply!.ToolCalls![0].Arguments, call.Reply.ToolCalls[0].ArgumentsForm));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_does_not_answer_and_a_caller_that_gives_up_leave_an_interrupted_call(bool streams)
    {
        using var bench = new Bench();
        using var stop = new CancellationTokenSource();
        await using var server = new LocalModelServer((_, _) =>
        {
            stop.CancelAfter(TimeSpan.Zero);
            return new ServedReply(200, string.Empty) { Hangs = true };
        });
        using var client = new OpenAIChatClient("any", "none", server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(client.WithTracing(bench.Run), streams, stop.Token));

        Assert.Equal(LlmCallStatus.Interrupted, bench.Call.Status);
        Assert.Null(bench.Call.Reply);
    }

    [Fact]
    public async Task An_update_reaches_the_consumer_before_the_server_has_sent_the_next()
    {
        using var bench = new Bench();
        var seen = new TaskCompletionSource();
        await using var server = new LocalModelServer((_, _) => ServedReply.Stream(Chunk + Chunk) with { WriteSize = Chunk.Length, BeforeWrite = _ => seen.Task });
        using var client = new OpenAIChatClient("any", "none", server.Address);

        int count = 0;
        await foreach (ChatResponseUpdate update in client.WithTracing(bench.Run).GetStreamingResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
            seen.TrySetResult();
        }

        Assert.Equal(2, count);
    }

    private static async Task<LlmCall> CallAsync(ServedReply reply, bool streams)
    {
        using var bench = new Bench();
        await using var server = new LocalModelServer((_, _) => reply);
        using var client = new OpenAIChatClient("any", "none", server.Address);
        await Record.ExceptionAsync(() => SendAsync(client.WithTracing(bench.Run), streams, TestContext.Current.CancellationToken));
        return bench.Call;
    }

    private static async Task SendAsync(IChatClient client, bool streams, CancellationToken cancellationToken)
    {
        if (streams)
        {
            await client.GetStreamingResponseAsync("Hi", cancellationToken: cancellationToken).CountAsync(cancellationToken);
        }
        else
        {
            await client.GetResponseAsync("Hi", cancellationToken: cancellationToken);
        }
    }
}
