using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.OpenTelemetry.Tests;

public sealed class SpanSpecs
{
    [Fact]
    public void A_run_is_an_agent_span_and_its_decisions_are_children_of_it()
    {
        (CollectingSpans spans, _) = Export();

        Activity run = spans.Named("invoke_agent finder");
        Assert.Equal(run.SpanId, spans.Named("plan finder").ParentSpanId);
        Assert.Equal(run.SpanId, spans.Named("tracekit.executor").ParentSpanId);
        Assert.Equal(spans.Named("tracekit.executor").SpanId, spans.Named("execute_tool look").ParentSpanId);
        Assert.All(spans.All, span => Assert.Equal(run.TraceId, span.TraceId));
        Assert.Equal(4, spans.All.Count);
    }

    [Fact]
    public void Spans_carry_the_tags_of_the_conventions()
    {
        (CollectingSpans spans, RecordedRun recorded) = Export();

        Activity run = spans.Named("invoke_agent finder");
        Assert.Equal("invoke_agent", run.GetTagItem("gen_ai.operation.name"));
        Assert.Equal("finder", run.GetTagItem("gen_ai.agent.name"));
        Assert.Equal("key-1", run.GetTagItem("tracekit.task.id"));
        Assert.Equal(true, run.GetTagItem("tracekit.run.success"));
        Assert.Equal("plan", spans.Named("plan finder").GetTagItem("gen_ai.operation.name"));
        Activity tool = spans.Named("execute_tool look");
        Assert.Equal("execute_tool", tool.GetTagItem("gen_ai.operation.name"));
        Assert.Equal("look", tool.GetTagItem("gen_ai.tool.name"));
        Assert.Equal("call_1", tool.GetTagItem("gen_ai.tool.call.id"));
        Assert.All(spans.All, span => Assert.Equal(recorded.RunId, span.GetTagItem("tracekit.run.id")));
    }

    [Fact]
    public void The_events_of_a_run_file_carry_the_ids_of_the_exported_spans()
    {
        (CollectingSpans spans, RecordedRun recorded) = Export();

        Assert.Equal(spans.Named("plan finder").SpanId.ToHexString(), Event(recorded, "planner_input").SpanId);
        Assert.Equal(spans.Named("plan finder").SpanId.ToHexString(), Event(recorded, "planner_output").SpanId);
        Assert.Equal(spans.Named("invoke_agent finder").SpanId.ToHexString(), Event(recorded, "planner_input").ParentSpanId);
        Assert.Equal(spans.Named("execute_tool look").SpanId.ToHexString(), Event(recorded, "tool_result").SpanId);
        Assert.Equal(spans.Named("tracekit.executor").SpanId.ToHexString(), Event(recorded, "tool_call").ParentSpanId);
    }

    [Fact]
    public void A_span_around_the_run_becomes_its_parent()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Provider(spans);
        using var agent = new TracedAgent();
        using var request = new Activity("request").Start();

        agent.Play();

        Assert.Equal(request.SpanId, spans.Named("invoke_agent finder").ParentSpanId);
    }

    [Fact]
    public async Task A_run_that_ends_in_an_inner_method_does_not_become_the_parent_of_the_next()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Provider(spans);
        using var agent = new TracedAgent();
        for (int i = 0; i < 2; i++)
        {
            using TraceRun run = agent.Start();
            using var planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = "A door." });
            await EndInsideAsync(run, planning);
        }

        Assert.Null(Activity.Current);
        Assert.Equal(4, spans.All.Count);
        Assert.All(spans.All.Where(span => span.DisplayName == "invoke_agent finder"), span => Assert.Equal(default, span.ParentSpanId));

        static async Task EndInsideAsync(TraceRun run, Decision<PlannerInput, PlannerOutput> planning)
        {
            await Task.Yield();
            planning.Answer(new PlannerOutput { Steps = [] });
            run.Complete();
        }
    }

    [Fact]
    public void With_the_sampler_off_nothing_is_exported_and_the_run_file_is_whole()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Provider(spans, new AlwaysOffSampler());
        using var agent = new TracedAgent();

        RecordedRun recorded = agent.Play();

        Assert.Empty(spans.All);
        Assert.Equal(
            ["planner_input", "planner_output", "executor_input", "tool_call", "tool_result", "executor_output"],
            recorded.Events.Select(recordedEvent => recordedEvent.Type));
        Assert.All(recorded.Events, recordedEvent => Assert.Matches("^[0-9a-f]{16}$", recordedEvent.SpanId));
        Assert.Equal(RunStatus.Completed, recorded.Status);
    }

    [Fact]
    public void A_failed_run_and_a_failed_decision_have_the_status_error()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Provider(spans);
        using var agent = new TracedAgent();

        agent.Play(run =>
        {
            using var planning = run.Decide(new ReplannerInput { PreviousPlan = [], Observation = "No key." });
            planning.Fail(new InvalidOperationException("The model is gone."));
            run.Fail(new InvalidOperationException("The model is gone."), "replanning");
        });

        Activity failed = spans.Named("invoke_agent finder");
        Assert.Equal(ActivityStatusCode.Error, failed.Status);
        Assert.Null(failed.StatusDescription);
        Assert.Equal("System.InvalidOperationException", failed.GetTagItem("error.type"));
        Assert.Single(spans.All, span => span.DisplayName == "plan finder" && span.Status == ActivityStatusCode.Error);
        Assert.Single(spans.All, span => span.DisplayName == "plan finder" && span.Status == ActivityStatusCode.Unset);
    }

    [Fact]
    public void Adding_the_instrumentation_twice_exports_each_span_once()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation()
            .AddTraceKitInstrumentation()
            .AddProcessor(new SimpleActivityExportProcessor(spans))
            .Build();
        using var agent = new TracedAgent();

        agent.Play();

        Assert.Equal(4, spans.All.Count);
    }

    [Fact]
    public void A_missing_builder_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => TraceKitTracerProviderBuilderExtensions.AddTraceKitInstrumentation(null!));

    private static (CollectingSpans Spans, RecordedRun Run) Export()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Provider(spans);
        using var agent = new TracedAgent();
        return (spans, agent.Play());
    }

    private static TracerProvider Provider(CollectingSpans spans, Sampler? sampler = null) => Sdk.CreateTracerProviderBuilder()
        .AddTraceKitInstrumentation()
        .SetSampler(sampler ?? new AlwaysOnSampler())
        .AddProcessor(new SimpleActivityExportProcessor(spans))
        .Build();

    private static RecordedEvent Event(RecordedRun run, string type) => Assert.Single(run.Events, recorded => recorded.Type == type);
}
