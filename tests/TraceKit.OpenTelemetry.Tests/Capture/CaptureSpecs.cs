using System.Diagnostics;
using OpenTelemetry;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Capture;
using TraceKit.OpenTelemetry.Tests.Reading;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Capture;

public sealed class CaptureSpecs
{
    [Fact]
    public void A_chat_of_another_library_is_an_event_of_the_run_that_it_happens_in()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ => library.Chat("r-1"));

        Assert.Equal(["foreign_span", "llm_call"], run.Types());
        LlmCall call = run.Only<LlmCall>();
        Assert.Equal((LlmCallStatus.Ok, "gpt-4o", "r-1", "stop", 0.7, 10L), (call.Status, call.Model, call.ResponseId, call.FinishReason, call.Request!.Temperature, call.Usage!.InputTokens));
        Assert.Equal(("Experimental.Microsoft.Extensions.AI", "10.10.0", "client"), (run.Only<ForeignSpan>().Source, run.Only<ForeignSpan>().SourceVersion, run.Only<ForeignSpan>().Kind));
    }

    [Fact]
    public void Within_a_decision_it_belongs_to_the_decision()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(started =>
        {
            using var planning = started.Decide(new PlannerInput { Goal = "g", Observation = "o" });
            library.Chat("r-1");
            planning.Answer(new PlannerOutput { Steps = [] });
        });

        RecordedEvent call = run.Events.Single(recorded => recorded.Type == "llm_call");
        RecordedEvent input = run.Events.Single(recorded => recorded.Type == "planner_input");
        Assert.Equal((input.Seq, input.SpanId, "planner"), (call.Decision, call.ParentSpanId, call.Role));
    }

    [Fact]
    public void After_a_decision_it_belongs_to_the_run_again()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(started =>
        {
            using (var planning = started.Decide(new PlannerInput { Goal = "g", Observation = "o" }))
            {
                planning.Answer(new PlannerOutput { Steps = [] });
            }

            library.Chat("r-1");
        });

        Assert.Null(run.Events.Single(recorded => recorded.Type == "llm_call").Decision);
    }

    [Fact]
    public void Spans_within_spans_keep_their_parents()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        string? outer = null;

        RecordedRun run = bench.Record(_ =>
        {
            using Activity? orchestrate = library.Source.StartActivity("orchestrate_tools");
            outer = orchestrate!.SpanId.ToHexString();
            library.Chat("r-1");
            library.Tool("look", "c");
        });

        Assert.Equal(outer, run.Events.Single(recorded => recorded.Type == "llm_call").ParentSpanId);
        Assert.Equal(outer, run.Events.Single(recorded => recorded.Type == "tool_call").ParentSpanId);
        Assert.Equal(outer, run.Events.Single(recorded => recorded.Type == "operation").SpanId);
    }

    [Fact]
    public void A_lost_current_activity_loses_nothing()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            Activity.Current = null;
            library.Chat("r-1");
        });

        Assert.Single(run.All<LlmCall>());
    }

    [Fact]
    public async Task Spans_in_an_async_stream_are_found_after_each_yield()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun run = bench.Start();

        await foreach (int _ in StreamAsync())
        {
            Activity.Current = null;
        }

        Assert.Equal(["r-0", "r-1", "r-2"], CaptureBench.End(run).All<LlmCall>().Select(call => call.ResponseId));

        async IAsyncEnumerable<int> StreamAsync()
        {
            for (int i = 0; i < 3; i++)
            {
                using Activity? activity = library.StartChat();
                await Task.Yield();
                yield return i;
                ForeignLibrary.End(activity, $"r-{i}");
            }
        }
    }

    [Fact]
    public void A_parent_that_is_known_by_its_ids_alone_is_found()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            using Activity? outer = library.Source.StartActivity("invoke_agent a");
            OutOfFlow(() =>
            {
                using Activity? inner = library.Source.StartActivity("chat m", ActivityKind.Client, outer!.Context);
                ForeignLibrary.End(inner, "r-1");
            });
        });

        Assert.Equal(run.Events.Single(recorded => recorded.Type == "operation").SpanId, run.Events.Single(recorded => recorded.Type == "llm_call").ParentSpanId);
    }

    [Fact]
    public void A_tool_that_lost_everything_is_found_by_the_id_of_its_call()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            library.Chat("r-1", "Look!", """[{"role":"assistant","parts":[{"type":"tool_call","id":"call-77","name":"look","arguments":{}}]}]""");
            OutOfFlow(() => library.Tool("look", "call-77"));
        });

        Assert.Equal(("look", "done"), (run.Only<ToolCall>().Name, run.Only<ToolResult>().Content));
        Assert.Empty(run.All<ToolCallUnresolved>());
    }

    [Fact]
    public async Task Runs_side_by_side_do_not_mix()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun[] runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => bench.Record(_ =>
        {
            for (int i = 0; i < 20; i++)
            {
                library.Chat($"{number}-{i}");
            }
        }))));

        Assert.All(runs.Index(), item => Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{item.Index}-{i}"), item.Item.All<LlmCall>().Select(call => call.ResponseId)));
    }

    [Fact]
    public void A_run_that_is_entered_counts_more_than_the_one_of_the_flow()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun outer = bench.Start("outer");
        using TraceRun inner = bench.Start("inner");

        using (outer.Enter())
        {
            library.Chat("r-1");
        }

        Assert.Empty(CaptureBench.End(inner).Events);
        Assert.Single(CaptureBench.End(outer).All<LlmCall>());
    }

    [Fact]
    public void A_source_of_ones_own_is_discovered_by_the_names_of_its_spans()
    {
        using var bench = new CaptureBench(options => options.Discover = true);
        using var library = new ForeignLibrary("Acme.Agents");

        RecordedRun run = bench.Record(_ =>
        {
            library.Chat("r-1");
            using Activity? other = library.Source.StartActivity("SELECT orders");
            Assert.Null(other);
        });

        Assert.Equal("Acme.Agents", run.Only<ForeignSpan>().Source);
    }

    [Fact]
    public void Without_discovery_only_named_sources_are_listened_to()
    {
        using var bench = new CaptureBench(options => options.Sources.Add("Acme.*"));
        using var named = new ForeignLibrary("Acme.Agents");
        using var other = new ForeignLibrary("Other.Agents");

        RecordedRun run = bench.Record(_ =>
        {
            named.Chat("r-1");
            other.Chat("r-2");
        });

        Assert.Equal("r-1", run.Only<LlmCall>().ResponseId);
    }

    [Fact]
    public void Suppressed_instrumentation_is_honoured()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        long before = CaptureCounts.Of(CaptureOutcome.Suppressed);

        RecordedRun run = bench.Record(_ =>
        {
            using IDisposable suppressed = SuppressInstrumentationScope.Begin();
            library.Chat("r-1");
        });

        Assert.Empty(run.Events);
        Assert.Equal(1, CaptureCounts.Of(CaptureOutcome.Suppressed) - before);
    }

    [Fact]
    public void Spans_outside_of_runs_cost_nothing_and_are_counted()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        long before = CaptureCounts.Of(CaptureOutcome.NoRun);

        Assert.Null(library.StartChat());

        Assert.Equal(1, CaptureCounts.Of(CaptureOutcome.NoRun) - before);
    }

    [Fact]
    public void Traces_without_a_run_become_runs_where_that_is_wanted()
    {
        using var bench = new CaptureBench(options => options.WithoutRun = SpansWithoutRun.OneRunPerTrace);
        using var library = new ForeignLibrary();

        using (library.Source.StartActivity("invoke_agent finder"))
        {
            library.Chat("r-1", "Where is it?");
            library.Tool("look", "c");
        }

        bench.Collector.Dispose();
        RecordedRun run = Assert.Single(RunFileReader.ReadStrict(Assert.Single(bench.Files)));
        Assert.Equal(("Where is it?", "trace_ended"), (run.Header!.Goal, run.End!.StopReason));
        Assert.Equal(["llm_call", "tool_call", "operation"], run.Types().Where(type => type is "llm_call" or "tool_call" or "operation"));
        Assert.Equal(run.Events.Single(recorded => recorded.Type == "operation").SpanId, run.Events.Single(recorded => recorded.Type == "tool_call").ParentSpanId);
    }

    /// <summary>Runs work where neither the ambient run nor the current activity flows.</summary>
    private static void OutOfFlow(Action work)
    {
        using AsyncFlowControl _ = ExecutionContext.SuppressFlow();
        var thread = new Thread(() => work());
        thread.Start();
        thread.Join();
    }
}
