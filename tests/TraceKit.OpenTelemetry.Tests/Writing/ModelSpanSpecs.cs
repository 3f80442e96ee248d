using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Writing;

public sealed class ModelSpanSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CollectingSpans _spans = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_call_that_is_emitted_when_it_is_over_has_a_span_as_long_as_it_took()
    {
        using TracerProvider provider = Provider(GenAiProfile.Version141);

        RecordedRun run = BusyAgent.Play(_folder);

        Activity[] calls = [.. _spans.All.Where(span => span.DisplayName == "chat gpt-4o")];
        Activity plan = _spans.All.First(span => span.DisplayName == "plan booker");
        Assert.Equal(2, calls.Length);
        Assert.All(calls, call => Assert.Equal((ActivityKind.Client, plan.SpanId, TimeSpan.FromMilliseconds(25.125)), (call.Kind, call.ParentSpanId, call.Duration)));
        Assert.Equal(calls.Select(call => call.SpanId.ToHexString()), run.Events.Where(recorded => recorded.Type == "llm_call").Select(recorded => recorded.SpanId));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void A_call_says_what_was_asked_and_what_came_in_the_words_of_the_conventions()
    {
        using TracerProvider provider = Provider(GenAiProfile.Version141);

        BusyAgent.Play(_folder);

        Activity call = _spans.All.Last(span => span.DisplayName == "chat gpt-4o");
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gen_ai.operation.name"] = "chat",
                ["gen_ai.provider.name"] = "openai",
                ["gen_ai.request.model"] = "gpt-4o",
                ["gen_ai.request.max_tokens"] = 500L,
                ["gen_ai.request.temperature"] = 0.7,
                ["gen_ai.request.top_p"] = 0.9,
                ["gen_ai.request.seed"] = 7L,
                ["gen_ai.request.stream"] = true,
                ["gen_ai.output.type"] = "json",
                ["gen_ai.conversation.id"] = "c-1",
                ["gen_ai.response.id"] = "resp_2",
                ["gen_ai.response.model"] = "gpt-4o-2024-08-06",
                ["gen_ai.response.time_to_first_chunk"] = 0.0055,
                ["gen_ai.usage.input_tokens"] = 100L,
                ["gen_ai.usage.output_tokens"] = 20L,
                ["gen_ai.usage.cache_read.input_tokens"] = 64L,
                ["gen_ai.usage.reasoning.output_tokens"] = 8L,
                ["gen_ai.tool.definitions"] = """[{"type":"function","name":"search"}]""",
            },
            call.TagObjects.Where(tag => tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal) && tag.Value is not string[]).ToDictionary());
        Assert.Equal(["stop"], Assert.IsType<string[]>(call.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.Equal(["END"], Assert.IsType<string[]>(call.GetTagItem("gen_ai.request.stop_sequences")));
        Assert.Equal(("low", "planner", "planner", 2L), (call.GetTagItem("tracekit.request.reasoning.level"), call.GetTagItem("tracekit.prompt.name"), call.GetTagItem(TraceKitAttributes.Module), call.GetTagItem(TraceKitAttributes.CallAttempt)));
    }

    [Theory]
    [InlineData("genai-1.36", "gen_ai.system", "tracekit.usage.cache_read.input_tokens", "tracekit.prompt.name")]
    [InlineData("genai-1.41", "gen_ai.provider.name", "gen_ai.usage.cache_read.input_tokens", "tracekit.prompt.name")]
    [InlineData("genai-dev-2026-08", "gen_ai.provider.name", "gen_ai.usage.cache_read.input_tokens", "gen_ai.prompt.name")]
    [InlineData("genai-dev-2026-11", "gen_ai.provider.name", "gen_ai.usage.cache_read.input_tokens", "gen_ai.prompt.name")]
    public void A_profile_says_what_things_are_called(string profile, string provider, string cache, string prompt)
    {
        using TracerProvider exporting = Provider(GenAiProfile.Of(profile));

        BusyAgent.Play(_folder);

        Activity call = _spans.All.Last(span => span.DisplayName == "chat gpt-4o");
        Assert.Equal(("openai", 64L, "planner"), (call.GetTagItem(provider), call.GetTagItem(cache), call.GetTagItem(prompt)));
    }

    [Fact]
    public void What_samplers_may_want_is_there_when_a_span_starts()
    {
        var seen = new Dictionary<string, List<string>>();
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation()
            .SetSampler(new SeeingSampler(seen))
            .AddProcessor(new SimpleActivityExportProcessor(_spans))
            .Build();

        BusyAgent.Play(_folder);

        string[] common = ["gen_ai.operation.name", TraceKitAttributes.RunId, TraceKitAttributes.SessionId, TraceKitAttributes.Environment, TraceKitAttributes.ExperimentId];
        Assert.All(seen.Values, tags => Assert.All(common, tag => Assert.Contains(tag, tags)));
        Assert.All(["gen_ai.provider.name", "gen_ai.request.model"], tag => Assert.Contains(tag, seen["chat gpt-4o"]));
        Assert.All(["gen_ai.tool.name", "gen_ai.tool.type"], tag => Assert.Contains(tag, seen["execute_tool search"]));
        Assert.All(["gen_ai.agent.name", TraceKitAttributes.TaskId], tag => Assert.Contains(tag, seen["invoke_agent booker"]));
    }

    [Fact]
    public void Plans_are_numbered_linked_and_tell_how_they_were_read()
    {
        using TracerProvider provider = Provider(GenAiProfile.Version141);

        BusyAgent.Play(_folder);

        Activity[] plans = [.. _spans.All.Where(span => span.DisplayName == "plan booker")];
        Assert.Equal([("initial", 0L), ("replan", 1L)], plans.Select(plan => ((string)plan.GetTagItem(TraceKitAttributes.PlanKind)!, (long)plan.GetTagItem(TraceKitAttributes.PlanRevision)!)));
        ActivityLink link = Assert.Single(plans[1].Links);
        Assert.Equal((plans[0].SpanId, "replaces"), (link.Context.SpanId, link.Tags!.Single().Value));
        Assert.Equal(("strict", 2L), (plans[0].GetTagItem(TraceKitAttributes.ParseStatus), plans[0].GetTagItem(TraceKitAttributes.ParseAttempts)));
    }

    [Fact]
    public void A_run_says_what_it_lost_and_which_experiment_it_is_of()
    {
        using TracerProvider provider = Provider(GenAiProfile.Version141);

        RecordedRun run = BusyAgent.Play(_folder);

        Activity agent = _spans.Named("invoke_agent booker");
        Assert.Equal((run.End!.Loss.Emitted, run.End.Loss.Written, 0L), (agent.GetTagItem(TraceKitAttributes.LossEmitted), agent.GetTagItem(TraceKitAttributes.LossWritten), agent.GetTagItem(TraceKitAttributes.LossDropped)));
        Assert.Equal(run.End.Loss.Redacted!.Values.Sum(), agent.GetTagItem(TraceKitAttributes.LossRedacted));
        Assert.Equal(("exp-7", "treatment", "b", "blue"), (agent.GetTagItem("tracekit.experiment.id"), agent.GetTagItem("tracekit.experiment.group"), agent.GetTagItem("tracekit.experiment.variant"), agent.GetTagItem("tracekit.run.tag.team")));
        Assert.Equal(("completed", "goal_reached", true, "environment"), (agent.GetTagItem("tracekit.run.status"), agent.GetTagItem("tracekit.run.stop_reason"), agent.GetTagItem("tracekit.run.success"), agent.GetTagItem("tracekit.run.success_source")));
    }

    [Fact]
    public void A_tool_that_failed_is_a_failed_span()
    {
        using TracerProvider provider = Provider(GenAiProfile.Version141);

        BusyAgent.Play(_folder);

        Activity tool = _spans.Named("execute_tool pay");
        Assert.Equal((ActivityStatusCode.Error, "tool_not_found", 404L, false), (tool.Status, tool.GetTagItem("error.type"), tool.GetTagItem(TraceKitAttributes.ErrorStatusCode), tool.GetTagItem(TraceKitAttributes.ToolOk)));
        Assert.Equal(["tracekit.tool_not_found"], tool.Events.Select(happened => happened.Name));
    }

    [Fact]
    public void A_span_shows_a_hundred_events_and_counts_the_others()
    {
        using TracerProvider provider = Provider(GenAiProfile.Version141);
        using var collector = new TraceCollector(BusyAgent.Options(_folder));
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Talk", Agent = "talker" });

        for (int i = 0; i < 130; i++)
        {
            run.Emit(new EpisodeStop { Reason = "again" });
        }

        run.Complete();

        Activity agent = _spans.Named("invoke_agent talker");
        Assert.Equal((100, 30L), (agent.Events.Count(), agent.GetTagItem(TraceKitAttributes.EventsOmitted)));
    }

    [Fact]
    public void Telemetry_that_throws_stays_away_from_the_agent()
    {
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation()
            .AddProcessor(new ThrowingAtEnd())
            .Build();

        RecordedRun run = BusyAgent.Play(_folder);

        Assert.True(run.IsSound);
        Assert.Null(Activity.Current);
    }

    private TracerProvider Provider(GenAiProfile profile) => Sdk.CreateTracerProviderBuilder()
        .AddTraceKitInstrumentation(options => options.Profile = profile)
        .AddProcessor(new SimpleActivityExportProcessor(_spans))
        .Build();

    private sealed class SeeingSampler(Dictionary<string, List<string>> seen) : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
        {
            seen[samplingParameters.Name] = [.. samplingParameters.Tags!.Select(tag => tag.Key)];
            return new SamplingResult(SamplingDecision.RecordAndSample);
        }
    }

    private sealed class ThrowingAtEnd : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => throw new InvalidOperationException("end");
    }
}
