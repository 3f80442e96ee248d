using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Tests.Reading;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>The real OpenAI package, with its own experimental telemetry, against recorded bytes of providers.</summary>
public sealed class OpenAISpecs
{
    static OpenAISpecs() => AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);

    [Fact]
    public async Task Every_recorded_reply_is_captured_from_the_package_alone()
    {
        Assert.SkipWhen(SharedData.Folder("llm_http_cassettes") is null, "skipped: the recorded exchanges (llm_http_cassettes) are not beside the repository");
        Cassette[] cassettes = [.. Cassette.Of("chat/completions").Where(cassette => cassette is { Status: 200, IsStream: false })];
        await using var server = new LocalModelServer((_, number) => new ServedReply(200, cassettes[number - 1].Response));
        ChatClient client = Client(server);
        using var bench = new CaptureBench();
        using TraceRun run = bench.Start();

        foreach (Cassette _ in cassettes)
        {
            await client.CompleteChatAsync([new UserChatMessage("Hi")], cancellationToken: TestContext.Current.CancellationToken);
        }

        IReadOnlyList<LlmCall> calls = CaptureBench.End(run).All<LlmCall>();
        JsonElement[] bodies = [.. cassettes.Select(cassette => JsonElement.Parse(cassette.Response)).DistinctBy(body => body.GetProperty("id").GetString() is { Length: > 0 } id ? id : Guid.NewGuid().ToString())];
        Assert.True(bodies.Length > 100, $"{bodies.Length} replies");
        Assert.Equal(bodies.Select(body => (Text(body, "id"), Text(body, "model"), Count(body, "prompt_tokens"), Count(body, "completion_tokens"))), calls.Select(call => (call.ResponseId, call.ResponseModel, call.Usage?.InputTokens, call.Usage?.OutputTokens)));
        Assert.All(calls, call => Assert.Equal((LlmCallStatus.Ok, "openai", "any"), (call.Status, call.Provider, call.Model)));
    }

    [Fact]
    public async Task A_refusal_is_an_error_of_the_api()
    {
        await using var server = new LocalModelServer((_, _) => new ServedReply(429, """{"error":{"code":"rate_limit_exceeded","message":"slow down"}}"""));
        ChatClient client = Client(server);
        using var bench = new CaptureBench();
        using TraceRun run = bench.Start();

        await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync([new UserChatMessage("Hi")], cancellationToken: TestContext.Current.CancellationToken));

        RecordedRun recorded = CaptureBench.End(run);
        Assert.Equal(LlmCallStatus.ApiError, recorded.Only<LlmCall>().Status);
        Assert.Equal("429", recorded.Only<LlmCall>().Error!.Type);
        Assert.Null(recorded.Only<ForeignSpan>().Attributes);
    }

    private static ChatClient Client(LocalModelServer server) =>
        new("any", new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = server.Address, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    private static string? Text(JsonElement from, string member) => from.TryGetProperty(member, out JsonElement value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static long? Count(JsonElement body, string member) =>
        body.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Object ? usage.GetProperty(member).GetInt64() : null;
}
