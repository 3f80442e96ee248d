using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Tests;

public sealed class StreamSpecs
{
    private static readonly ChatMessage[] Hi = [Bench.User("Hi")];

    [Fact]
    public async Task Updates_pass_untouched_and_in_order_and_the_reply_is_what_they_say()
    {
        using var bench = new Bench();
        ChatResponseUpdate[] updates =
        [
            new() { Role = ChatRole.Assistant, ResponseId = "r-1", ModelId = "m-1" },
            new(ChatRole.Assistant, [new TextReasoningContent("They greet. ")]),
            FakeClient.Text("Hel"),
            FakeClient.Text("lo."),
            FakeClient.End(),
            FakeClient.Usage(7, 2),
        ];
        IChatClient traced = new FakeClient { Stream = updates }.WithTracing(bench.Run, new ChatTracing { Component = "greeter" });

        List<ChatResponseUpdate> seen = await traced.GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(updates, seen);
        LlmCall call = bench.Call;
        Assert.Equal(("greeter", LlmCallStatus.Ok, "fake", "fake-1"), (call.Component, call.Status, call.Provider, call.Model));
        Assert.Equal(("Hello.", "They greet. "), (call.Reply!.Content, call.Reply.Reasoning));
        Assert.Equal(("stop", "r-1", "m-1"), (call.FinishReason, call.ResponseId, call.ResponseModel));
        Assert.Equal((7, 2), (call.Usage!.InputTokens, call.Usage.OutputTokens));
    }

    [Fact]
    public async Task The_first_token_is_the_first_thing_that_the_model_says()
    {
        using var bench = new Bench();
        var client = new FakeClient
        {
            Stream = [new ChatResponseUpdate { Role = ChatRole.Assistant }, FakeClient.Text(string.Empty), FakeClient.Text("Hi."), FakeClient.End()],
            BeforeUpdate = () => bench.Time.Advance(TimeSpan.FromMilliseconds(10)),
        };

        await DrainAsync(client.WithTracing(bench.Run));

        Assert.Equal((30.0, 40.0), (bench.Call.TimeToFirstTokenMs, bench.Call.LatencyMs));
    }

    [Fact]
    public async Task A_stream_that_its_consumer_leaves_is_interrupted_and_keeps_what_came()
    {
        using var bench = new Bench();
        var client = new FakeClient { Stream = [FakeClient.Text("One "), FakeClient.Text("two "), FakeClient.Text("three"), FakeClient.End()] };

        await foreach (ChatResponseUpdate update in client.WithTracing(bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (update.Text == "two ")
            {
                break;
            }
        }

        Assert.True(client.IsStreamDisposed);
        Assert.Equal((LlmCallStatus.Interrupted, "One two ", "abandoned"), (bench.Call.Status, bench.Call.Reply!.Content, bench.Call.Error!.Type));
    }

    [Fact]
    public async Task A_stream_that_is_left_after_its_finish_reason_is_whole()
    {
        using var bench = new Bench();
        var client = new FakeClient { Stream = [FakeClient.Text("One."), FakeClient.End(), FakeClient.Usage(1, 1)] };

        await foreach (ChatResponseUpdate update in client.WithTracing(bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (update.FinishReason is not null)
            {
                break;
            }
        }

        Assert.Equal((LlmCallStatus.Ok, "One."), (bench.Call.Status, bench.Call.Reply!.Content));
    }

    [Fact]
    public async Task A_stream_that_nobody_finishes_or_disposes_is_written_when_the_traced_client_is()
    {
        using var bench = new Bench();
        var client = new FakeClient { Stream = [FakeClient.Text("One "), FakeClient.Text("two"), FakeClient.End()] };
        IChatClient traced = client.WithTracing(bench.Run);
        IAsyncEnumerator<ChatResponseUpdate> left = traced.GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await left.MoveNextAsync();

        traced.Dispose();
        await left.MoveNextAsync();
        await left.DisposeAsync();

        Assert.Equal(0, client.Disposals);
        Assert.Equal((LlmCallStatus.Interrupted, "One "), (bench.Call.Status, bench.Call.Reply!.Content));
    }

    [Fact]
    public void A_stream_that_is_never_enumerated_sends_nothing_and_leaves_nothing()
    {
        using var bench = new Bench();
        var client = new FakeClient();

        _ = client.WithTracing(bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, client.Requests);
        Assert.Empty(bench.Calls);
    }

    [Fact]
    public async Task A_stream_that_is_enumerated_twice_is_two_requests_and_two_calls()
    {
        using var bench = new Bench();
        var client = new FakeClient { Stream = [FakeClient.Text("Hi."), FakeClient.End()] };
        IAsyncEnumerable<ChatResponseUpdate> stream = client.WithTracing(bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken);

        await stream.CountAsync(TestContext.Current.CancellationToken);
        await stream.CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, client.Requests);
        Assert.Equal(["Hi.", "Hi."], bench.Calls.Select(call => call.Reply!.Content));
    }

    [Fact]
    public async Task A_stream_that_throws_midway_keeps_its_text_and_throws_the_same()
    {
        using var bench = new Bench();
        var failure = new IOException("The connection was reset.");
        var client = new FakeClient { Stream = [FakeClient.Text("Half a "), failure] };

        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(() => DrainAsync(client.WithTracing(bench.Run))));

        Assert.Equal((LlmCallStatus.Interrupted, "Half a ", "System.IO.IOException"), (bench.Call.Status, bench.Call.Reply!.Content, bench.Call.Error!.Type));
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_finish_reason_was_cut_unless_the_client_never_gives_one()
    {
        using var bench = new Bench();
        var client = new FakeClient { Stream = [FakeClient.Text("Half")] };

        await DrainAsync(client.WithTracing(bench.Run));
        await DrainAsync(client.WithTracing(bench.Run, new ChatTracing { ExpectsFinishReason = false }));

        Assert.Equal([LlmCallStatus.Interrupted, LlmCallStatus.Ok], bench.Calls.Select(call => call.Status));
        Assert.Equal("no_finish_reason", bench.Calls[0].Error!.Type);
    }

    [Theory]
    [InlineData(10, 1, 10, 5, 10, 5)]   // a running total
    [InlineData(10, 5, 10, 5, 10, 5)]   // the same reading twice
    [InlineData(10, 5, 0, 3, 10, 8)]    // a rest to add
    public async Task Usage_that_is_reported_twice_is_counted_once(long input1, long output1, long input2, long output2, long input, long output)
    {
        using var bench = new Bench();

        await DrainAsync(new FakeClient { Stream = [FakeClient.Usage(input1, output1), FakeClient.End(), FakeClient.Usage(input2, output2)] }.WithTracing(bench.Run));

        Assert.Equal((input, output), (bench.Call.Usage!.InputTokens, bench.Call.Usage.OutputTokens));
    }

    [Fact]
    public async Task Usage_of_several_responses_below_one_call_is_added_up()
    {
        using var bench = new Bench();

        await DrainAsync(new FakeClient { Stream = [FakeClient.Usage(10, 5, "a"), FakeClient.Usage(20, 6, "b"), FakeClient.End()] }.WithTracing(bench.Run));

        Assert.Equal((30, 11), (bench.Call.Usage!.InputTokens, bench.Call.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_cancelled_stream_is_interrupted()
    {
        using var bench = new Bench();
        using var stop = new CancellationTokenSource();
        var client = new FakeClient { Stream = [FakeClient.Text("One"), FakeClient.Text("two")], BeforeUpdate = stop.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.WithTracing(bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: stop.Token).CountAsync(CancellationToken.None).AsTask());

        Assert.Equal((LlmCallStatus.Interrupted, "One"), (bench.Call.Status, bench.Call.Reply!.Content));
    }

    private static async Task DrainAsync(IChatClient client) =>
        await client.GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);
}
