using System.Diagnostics;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Tests.Reading;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>What a wrapper of TraceKit records is not recorded once more, whichever of the two is outside.</summary>
public sealed class CapturedOnceSpecs
{
    [Fact]
    public async Task A_traced_client_around_a_traced_library_is_one_call()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun run = bench.Start();
        using var inner = new TracingClient(library);

        await inner.WithTracing(run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        RecordedRun recorded = CaptureBench.End(run);
        Assert.Equal("r-1", recorded.Only<LlmCall>().ResponseId);
        Assert.Equal("recorded_by_wrapper", recorded.Only<ForeignSpan>().Untold);
    }

    [Fact]
    public async Task A_traced_stream_around_a_traced_library_is_one_call()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun run = bench.Start();
        using var inner = new TracingClient(library);

        await foreach (ChatResponseUpdate _ in inner.WithTracing(run).GetStreamingResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        RecordedRun recorded = CaptureBench.End(run);
        Assert.Single(recorded.All<LlmCall>());
        Assert.Equal("recorded_by_wrapper", recorded.Only<ForeignSpan>().Untold);
    }

    [Fact]
    public async Task A_traced_library_around_a_traced_client_is_one_call()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun run = bench.Start();
        using var inner = new TracingClient(library: null);

        using (Activity? outer = library.StartChat())
        {
            await inner.WithTracing(run).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);
            ForeignLibrary.End(outer, "another-id");
        }

        RecordedRun recorded = CaptureBench.End(run);
        Assert.Equal("r-1", recorded.Only<LlmCall>().ResponseId);
        Assert.Equal("recorded_by_wrapper", recorded.Only<ForeignSpan>().Untold);
    }

    [Fact]
    public void A_tool_that_is_recorded_as_a_decision_is_one_call()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(started =>
        {
            using var calling = started.Decide(new ToolCall { CallId = "c", Name = "look", Arguments = "{}" });
            library.Tool("look", "c");
            library.Tool("another", "d");
            calling.Answer(new ToolResult { CallId = "c", Name = "look", Ok = true, Content = "a key" });
        });

        Assert.Equal(["look", "another"], run.All<ToolCall>().Select(call => call.Name));
        Assert.Equal(["recorded_by_wrapper", null], run.All<ForeignSpan>().Select(span => span.Untold));
    }

    [Fact]
    public void A_tool_span_around_a_recorded_tool_is_one_call()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(started =>
        {
            using Activity? outer = library.Source.StartActivity("execute_tool look");
            outer!.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "look");
            using var calling = started.Decide(new ToolCall { CallId = "c", Name = "look", Arguments = "{}" });
            calling.Answer(new ToolResult { CallId = "c", Name = "look", Ok = true, Content = "a key" });
        });

        Assert.Equal("a key", run.Only<ToolResult>().Content);
        Assert.Equal("recorded_by_wrapper", run.Only<ForeignSpan>().Untold);
    }

    [Fact]
    public void The_spans_of_tracekit_itself_are_not_captured()
    {
        using var bench = new CaptureBench(options => options.Sources.Add("*"));
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);

        RecordedRun run = bench.Record(started =>
        {
            using var calling = started.Decide(new ToolCall { CallId = "c", Name = "look", Arguments = "{}" });
            calling.Answer(new ToolResult { CallId = "c", Name = "look", Ok = true, Content = string.Empty });
        });

        Assert.Equal(["tool_call", "tool_result"], run.Types());
    }

    /// <summary>A client that traces its calls itself where it has a library to do so.</summary>
    private sealed class TracingClient(ForeignLibrary? library) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            library?.Chat("r-1");
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello")) { ResponseId = "r-1", FinishReason = ChatFinishReason.Stop });
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "Hel");
            await Task.Yield();
            using Activity? activity = library?.StartChat(); // late on purpose: after a yield the flow is another one
            yield return new ChatResponseUpdate(ChatRole.Assistant, "lo") { FinishReason = ChatFinishReason.Stop };
            ForeignLibrary.End(activity, "r-2");
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
