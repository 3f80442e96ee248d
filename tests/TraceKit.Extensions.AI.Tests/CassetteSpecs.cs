using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAIChat;
using TraceKit.Models;
using TraceKit.TestKit;

namespace TraceKit.Extensions.AI.Tests;

/// <summary>The real OpenAI client against recorded bytes of eight providers.</summary>
public sealed class CassetteSpecs
{
    public static TheoryData<int> WriteSizes => [int.MaxValue, 1021, 7];

    [Fact]
    public async Task Every_recorded_whole_reply_is_recorded_as_the_provider_wrote_it()
    {
        Cassette[] cassettes = [.. Chats().Where(cassette => !cassette.IsStream)];
        using var bench = new Bench();
        await using var server = new LocalModelServer((_, number) => new ServedReply(200, cassettes[number - 1].Response));
        using var client = new OpenAIChatClient("any", "none", server.Address);

        foreach (Cassette _ in cassettes)
        {
            await client.WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.True(cassettes.Length > 100, $"{cassettes.Length} cassettes");
        Assert.All(cassettes.Zip(bench.Calls), pair =>
        {
            JsonElement body = JsonElement.Parse(pair.First.Response);
            JsonElement choice = body.GetProperty("choices")[0];
            JsonElement message = choice.GetProperty("message");
            Assert.Equal(LlmCallStatus.Ok, pair.Second.Status);
            Assert.Equal(Text(message, "content") ?? string.Empty, pair.Second.Reply!.Content ?? string.Empty);
            Assert.Equal(Calls(message), (pair.Second.Reply.ToolCalls ?? []).Select(call => (call.Id, call.Name, call.Arguments, call.ArgumentsForm)));
            Assert.Equal(FinishReason(choice), pair.Second.FinishReason);
            Assert.Equal((Text(body, "id"), Text(body, "model")), (pair.Second.ResponseId, pair.Second.ResponseModel));
            Assert.Equal(Count(body, "prompt_tokens"), pair.Second.Usage?.InputTokens);
            Assert.Equal(Count(body, "completion_tokens"), pair.Second.Usage?.OutputTokens);
        });
    }

    [Theory]
    [MemberData(nameof(WriteSizes))]
    public async Task Every_recorded_stream_is_recorded_as_the_provider_wrote_it_however_its_bytes_arrive(int writeSize)
    {
        Cassette[] cassettes = [.. Chats().Where(cassette => cassette.IsStream)];
        using var bench = new Bench();
        await using var server = new LocalModelServer((_, number) => ServedReply.Stream(cassettes[number - 1].Response) with { WriteSize = writeSize });
        using var client = new OpenAIChatClient("any", "none", server.Address);

        foreach (Cassette _ in cassettes)
        {
            await client.WithTracing(bench.Run).GetStreamingResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(cassettes.Length > 30, $"{cassettes.Length} cassettes");
        Assert.All(cassettes.Zip(bench.Calls), pair =>
        {
            var told = new ToldStream(pair.First.Response);
            Assert.Equal(told.FinishReason is null ? LlmCallStatus.Interrupted : LlmCallStatus.Ok, pair.Second.Status);
            Assert.Equal(told.Content, pair.Second.Reply?.Content ?? string.Empty);
            Assert.Equal(told.Calls, (pair.Second.Reply?.ToolCalls ?? []).Select(call => (call.Id, call.Name, call.Arguments)));
            Assert.All(pair.Second.Reply?.ToolCalls ?? [], call => Assert.Null(call.ArgumentsForm));
            Assert.Equal(told.FinishReason, pair.Second.FinishReason);
            Assert.Equal(told.OutputTokens, pair.Second.Usage?.OutputTokens);
        });
    }

    [Fact]
    public async Task Every_recorded_refusal_is_an_api_error_with_the_status_and_the_code_of_the_provider()
    {
        Cassette[] cassettes = [.. Chats(ok: false)];
        using var bench = new Bench();
        await using var server = new LocalModelServer((_, number) => new ServedReply(cassettes[number - 1].Status, cassettes[number - 1].Response));
        using var client = new OpenAIChatClient("any", "none", server.Address);

        foreach (Cassette _ in cassettes)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => client.WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken));
        }

        Assert.Equal([400, 401, 401, 401, 404], bench.Calls.Select(call => call.Error!.StatusCode).Order());
        Assert.All(cassettes.Zip(bench.Calls), pair =>
        {
            Assert.Equal((LlmCallStatus.ApiError, pair.First.Status), (pair.Second.Status, pair.Second.Error!.StatusCode));
            Assert.Equal(JsonElement.Parse(pair.First.Response).GetProperty("error").GetProperty("code").GetString(), pair.Second.Error.Code);
            Assert.Null(pair.Second.Reply);
        });
    }

    [Theory]
    [InlineData("basic", "Hello! I'm doing well, thank you. How about you?", 14)]
    [InlineData("multi_turn", "3+3 equals 6.", 8)]
    [InlineData("json_mode", """{"name":"John Doe","age":30,"occupation":"software engineer"}""", 18)]
    public async Task The_conformance_traces_are_recorded(string name, string content, long tokens)
    {
        string folder = SharedData.Folder("openai_conformance_traces") ?? string.Empty;
        Assert.SkipWhen(folder.Length == 0, "skipped: the conformance traces (openai_conformance_traces) are not beside the repository");
        using var bench = new Bench();
        await using var server = new LocalModelServer((_, _) => new ServedReply(200, File.ReadAllText(Path.Combine(folder, "ChatCompletions", name, "response.json"))));
        using var client = new OpenAIChatClient("any", "none", server.Address);

        await client.WithTracing(bench.Run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((content, tokens), (bench.Call.Reply!.Content, bench.Call.Usage!.OutputTokens));
    }

    private static IEnumerable<Cassette> Chats(bool ok = true)
    {
        Assert.SkipWhen(SharedData.Folder("llm_http_cassettes") is null, "skipped: the recorded exchanges (llm_http_cassettes) are not beside the repository");
        return Cassette.Of("chat/completions").Where(cassette => cassette.Status == 200 == ok);
    }

    private static IEnumerable<(string, string, string, string?)> Calls(JsonElement message) =>
        message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind == JsonValueKind.Array
            ? calls.EnumerateArray().Select(call => (Text(call, "id")!, Text(call.GetProperty("function"), "name")!, Text(call.GetProperty("function"), "arguments")!, (string?)null))
            : [];

    private static string? FinishReason(JsonElement choice) => choice.GetProperty("finish_reason").GetString();

    private static string? Text(JsonElement from, string member) =>
        from.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Count(JsonElement body, string member) =>
        body.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Object ? usage.GetProperty(member).GetInt64() : null;

    /// <summary>What a stream says, read without any client.</summary>
    private sealed class ToldStream
    {
        private readonly StringBuilder _content = new();
        private readonly SortedDictionary<int, (string Id, string Name, string Arguments)> _calls = [];

        public ToldStream(string body)
        {
            foreach (string line in body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)))
            {
                JsonElement chunk = JsonElement.Parse(line[6..]);
                OutputTokens = Count(chunk, "completion_tokens") ?? OutputTokens;
                if (chunk.TryGetProperty("choices", out JsonElement choices) && choices.GetArrayLength() > 0)
                {
                    Take(choices[0]);
                }
            }
        }

        public string Content => _content.ToString();

        public IEnumerable<(string Id, string Name, string Arguments)> Calls => _calls.Values;

        public string? FinishReason { get; private set; }

        public long? OutputTokens { get; }

        private void Take(JsonElement choice)
        {
            FinishReason = Text(choice, "finish_reason") ?? FinishReason;
            JsonElement delta = choice.GetProperty("delta");
            _content.Append(Text(delta, "content"));
            foreach (JsonElement part in delta.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind == JsonValueKind.Array ? calls.EnumerateArray() : default)
            {
                int index = part.TryGetProperty("index", out JsonElement number) ? number.GetInt32() : 0;
                (string id, string name, string arguments) = _calls.GetValueOrDefault(index, (string.Empty, string.Empty, string.Empty));
                JsonElement function = part.GetProperty("function");
                _calls[index] = (Text(part, "id") ?? id, Text(function, "name") ?? name, arguments + Text(function, "arguments"));
            }
        }
    }
}
