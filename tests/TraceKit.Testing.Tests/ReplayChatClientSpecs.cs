using System.Net;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Testing.Tests;

public sealed class ReplayChatClientSpecs
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_replies_of_a_run_come_in_order_with_usage_and_finish_reason()
    {
        using TraceRecorder recorder = Agent.Recorded();
        using var client = ReplayChatClient.Of(recorder.Run);
        string prompt = recorder.Run.Events[1].Read<LlmCall>().Request!.Messages![0].Content!;

        ChatResponse response = await client.GetResponseAsync(prompt, cancellationToken: Token);

        Assert.Equal((Agent.Plan, ChatFinishReason.Stop, 2L), (response.Text, response.FinishReason, response.Usage!.OutputTokenCount));
        client.EnsureAllUsed();
        var over = await Assert.ThrowsAsync<ReplayException>(() => client.GetResponseAsync(prompt, cancellationToken: Token));
        Assert.Contains("used up", over.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_drifted_fails_and_shows_the_difference()
    {
        using TraceRecorder recorder = Told("You are a planner.\nName orders as the goal names them.\nAnswer with JSON and nothing else.");
        using var client = ReplayChatClient.Of(recorder.Run);

        var drifted = await Assert.ThrowsAsync<ReplayException>(() => client.GetResponseAsync(Messages("You are a planner.\nName orders as the goal names them."), cancellationToken: Token));

        Approved.Check("drift", drifted.Message);
        Assert.Equal(1, client.Remaining);
        Assert.Throws<ReplayException>(client.EnsureAllUsed);
    }

    [Fact]
    public async Task What_may_change_in_a_prompt_is_taken_out_before_it_is_compared()
    {
        using TraceRecorder recorder = Told("Today is Monday.");
        using var strict = ReplayChatClient.Of(recorder.Run, new ReplayOptions { Normalize = text => text.Replace("Monday", "day", StringComparison.Ordinal).Replace("Friday", "day", StringComparison.Ordinal) });
        using var loose = ReplayChatClient.Of(recorder.Run, new ReplayOptions { Strict = false });

        Assert.Equal("reply to Today is Monday.", (await strict.GetResponseAsync(Messages("Today is Friday."), cancellationToken: Token)).Text);
        Assert.Equal("reply to Today is Monday.", (await loose.GetResponseAsync("Anything else", cancellationToken: Token)).Text);
    }

    [Fact]
    public async Task By_request_replies_come_in_whatever_order_is_asked_for()
    {
        using TraceRecorder recorder = Told("one", "two", "three");
        using var client = ReplayChatClient.Of(recorder.Run, new ReplayOptions { Match = ReplayMatch.ByRequest });

        string[] replies = [.. await Task.WhenAll(new[] { "three", "one" }.Select(async text => (await client.GetResponseAsync(Messages(text), cancellationToken: Token)).Text))];
        var unknown = await Assert.ThrowsAsync<ReplayException>(() => client.GetResponseAsync(Messages("one"), cancellationToken: Token));

        Assert.Equal(["reply to three", "reply to one"], replies);
        Assert.Equal("  [system]\n- two\n+ one\n  [user]\n  Go.", unknown.Difference);
    }

    [Fact]
    public async Task A_call_that_failed_fails_again_and_a_stream_that_was_cut_gives_what_came()
    {
        using var recorder = new TraceRecorder();
        using (TraceRun run = recorder.StartRun("Anything"))
        {
            run.Emit(new LlmCall { Component = "a", Status = LlmCallStatus.ApiError, Error = new ErrorDetail { Type = "x", Message = "Slow down.", StatusCode = 429 } });
            run.Emit(new LlmCall { Component = "a", Status = LlmCallStatus.Interrupted, Reply = new ChatTurn { Role = "assistant", Content = "{\"steps\":[" } });
        }

        using var client = ReplayChatClient.Of(recorder.Run);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetResponseAsync("Hi", cancellationToken: Token));
        List<string> came = [];
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Hi", cancellationToken: Token))
            {
                came.Add(update.Text);
            }
        });

        Assert.Equal((HttpStatusCode.TooManyRequests, "Slow down."), (refused.StatusCode, refused.Message));
        Assert.Equal(["{\"steps\":["], came);
    }

    [Fact]
    public async Task Calls_keep_the_text_that_the_model_wrote_also_when_it_is_no_JSON()
    {
        const string Line = """{"path":"/v1/chat/completions","status":200,"sse":false,"request":{"messages":[{"role":"user","content":"Hi"}]},"response":{"choices":[{"message":{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"find","arguments":"{\"id\": 1}"}},{"id":"b","function":{"name":"find","arguments":"{\"id\":"}}]},"finish_reason":"tool_calls"}]}}""";
        using var client = ReplayChatClient.OfCassette([Line]);

        ChatResponse response = await client.GetResponseAsync("Hi", cancellationToken: Token);

        FunctionCallContent[] calls = [.. response.Messages[0].Contents.OfType<FunctionCallContent>()];
        Assert.Equal(["{\"id\": 1}", "{\"id\":"], calls.Select(call => call.RawRepresentation));
        Assert.Equal(1, ((JsonElement)calls[0].Arguments!["id"]!).GetInt32());
        Assert.NotNull(calls[1].Exception);
    }

    [Theory]
    [InlineData("""{"path":"/v1/messages","status":200,"response":{}}""", "/v1/messages")]
    [InlineData("not json", "Line 1 is no recorded exchange")]
    [InlineData("[]", "Line 1 is no recorded exchange")]
    public void A_line_that_is_no_exchange_is_refused(string line, string said)
    {
        var refused = Assert.Throws<ReplayException>(() => ReplayChatClient.OfCassette([line]));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "\"<html>gateway</html>\"")]
    [InlineData(false, "{}")]
    [InlineData(true, """ "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\ndata: {\"choices\":[{\"del" """)]
    public async Task A_body_that_is_no_reply_fails_as_it_would_in_a_client(bool sse, string response)
    {
        using var client = ReplayChatClient.OfCassette([$$"""{"path":"/chat/completions","status":200,"sse":{{(sse ? "true" : "false")}},"response":{{response}}}"""]);

        await Assert.ThrowsAnyAsync<JsonException>(() => client.GetResponseAsync("Hi", cancellationToken: Token));
    }

    [Fact]
    public async Task Every_recorded_exchange_of_the_chat_completions_format_is_replayed()
    {
        string folder = SharedData.Folder("llm_http_cassettes") ?? string.Empty;
        Assert.SkipWhen(folder.Length == 0, "skipped: the recorded exchanges (llm_http_cassettes) are not beside the repository");
        string[] lines = [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Contains("chat/completions\"", StringComparison.Ordinal))];
        Cassette[] cassettes = [.. Cassette.All().Where(cassette => cassette.Path.EndsWith("chat/completions", StringComparison.Ordinal))];
        using var client = ReplayChatClient.OfCassette(lines, new ReplayOptions { Strict = false });
        int texts = 0;
        int calls = 0;
        int failures = 0;

        foreach (Cassette cassette in cassettes)
        {
            try
            {
                ChatResponse response = await client.GetStreamingResponseAsync("Hi", cancellationToken: Token).ToChatResponseAsync(Token);
                texts += response.Text.Length > 0 ? 1 : 0;
                calls += response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Count();
                Assert.True(cassette.Status < 400);
            }
            catch (HttpRequestException refused)
            {
                Assert.Equal(cassette.Status, (int)refused.StatusCode!);
                failures++;
            }
            catch (JsonException)
            {
                Assert.Empty(cassette.Response);
            }
        }

        Assert.Equal(lines.Length, cassettes.Length);
        Assert.True(cassettes.Length > 130 && texts > 80 && calls > 40 && failures >= 5, $"{cassettes.Length} exchanges, {texts} texts, {calls} calls, {failures} failures");
    }

    [Fact]
    public async Task A_recorded_request_that_is_sent_again_is_no_drift()
    {
        string folder = SharedData.Folder("llm_http_cassettes") ?? string.Empty;
        Assert.SkipWhen(folder.Length == 0, "skipped: the recorded exchanges (llm_http_cassettes) are not beside the repository");
        string line = Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).First(text =>
            text.Contains("chat/completions\"", StringComparison.Ordinal) && text.Contains("\"role\": \"system\"", StringComparison.Ordinal) && text.Contains("\"status\": 200", StringComparison.Ordinal)
            && !text.Contains("\"tools\":", StringComparison.Ordinal) && !text.Contains("tool_calls\": [", StringComparison.Ordinal));
        ChatMessage[] messages = [.. JsonElement.Parse(line).GetProperty("request").GetProperty("messages").EnumerateArray()
            .Select(message => new ChatMessage(new ChatRole(message.GetProperty("role").GetString()!), message.GetProperty("content").GetString()))];
        using var client = ReplayChatClient.OfCassette([line]);

        await client.GetStreamingResponseAsync(messages, cancellationToken: Token).ToChatResponseAsync(Token);

        client.EnsureAllUsed();
    }

    private static ChatMessage[] Messages(string system) => [new(ChatRole.System, system), new(ChatRole.User, "Go.")];

    /// <summary>A run with a call for each system prompt.</summary>
    private static TraceRecorder Told(params string[] prompts)
    {
        var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Anything");
        foreach (string prompt in prompts)
        {
            run.Emit(new LlmCall
            {
                Component = "planner",
                Status = LlmCallStatus.Ok,
                Request = new LlmRequest { Messages = [new ChatTurn { Role = "system", Content = prompt }, new ChatTurn { Role = "user", Content = "Go." }] },
                Reply = new ChatTurn { Role = "assistant", Content = $"reply to {prompt}" },
            });
        }

        return recorder;
    }
}
