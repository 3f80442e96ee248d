using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace PlanAndAct.Tests;

public sealed class RunFileSpecs
{
    [Fact]
    public async Task Every_run_file_is_read_without_a_finding()
    {
        using Played played = await Played.AllAsync();

        Assert.Equal(16, played.Runs.Count);
        Assert.All(played.Runs, run => Assert.Empty(RunFileReader.Read(run.Path!).Findings));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_type_of_the_vocabularies_of_an_agent_occurs(int seed)
    {
        using Played played = await Played.AllAsync(new ProgramSettings { Seed = seed });

        string?[] vocabularies = [typeof(PlannerInput).Namespace, typeof(LlmCall).Namespace, typeof(ToolCall).Namespace, typeof(Operation).Namespace];
        IEnumerable<string> expected = typeof(PlannerInput).Assembly.GetExportedTypes()
            .Where(type => vocabularies.Contains(type.Namespace) && type != typeof(ForeignSpan)) // what other libraries trace: this agent uses none
            .Select(type => type.GetProperty("EventType")?.GetValue(null))
            .OfType<object>()
            .Select(type => (string)type.GetType().GetProperty("Name")!.GetValue(type)!)
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, played.Events.Select(recorded => recorded.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_run_is_sealed_and_has_lost_nothing()
    {
        using Played played = await Played.AllAsync();

        Assert.All(played.Recorded, run =>
        {
            Assert.NotNull(run.End);
            Assert.Empty(run.Gaps);
            Assert.Equal(run.End.Loss.Emitted, run.End.Loss.Written);
            Assert.Equal(Enumerable.Range(0, run.Events.Count).Select(seq => (long)seq), run.Events.Select(recorded => recorded.Seq));
        });
    }

    [Fact]
    public async Task Every_decision_is_closed_exactly_once_by_the_type_that_answers_it()
    {
        using Played played = await Played.AllAsync();

        foreach (RecordedRun run in played.Recorded)
        {
            foreach (RecordedEvent input in run.Events.Where(recorded => IsInput(recorded.Type)))
            {
                RecordedEvent answer = Assert.Single(run.Events, recorded => recorded.Answers == input.Seq);
                string expected = input.Type == "tool_call" ? "tool_result" : input.Type.Replace("_input", "_output", StringComparison.Ordinal);
                Assert.Contains(answer.Type, new[] { expected, "decision_abandoned" });
                Assert.Equal(input.SpanId, answer.SpanId);
            }
        }
    }

    [Fact]
    public async Task Attempts_are_numbered_within_their_decision_and_a_failure_follows_its_reply()
    {
        using Played played = await Played.AllAsync();

        foreach (IGrouping<long?, RecordedEvent> calls in played.Recorded.SelectMany(run =>
            run.Events.Where(recorded => recorded.Is<LlmCall>()).GroupBy(recorded => recorded.Decision)))
        {
            Assert.NotNull(calls.Key);
            Assert.Equal(Enumerable.Range(1, calls.Count()), calls.Select(recorded => recorded.Read<LlmCall>().Attempt));
        }

        foreach (RecordedRun run in played.Recorded)
        {
            foreach (RecordedEvent failure in run.Events.Where(recorded => recorded.Is<ParseFailure>()))
            {
                RecordedEvent before = run.Events[(int)failure.Seq - 1];
                Assert.Equal(LlmCallStatus.ParseError, before.Read<LlmCall>().Status);
                Assert.Equal(failure.Decision, before.Decision);
            }
        }
    }

    [Fact]
    public async Task A_refused_reply_is_followed_by_one_that_is_taken()
    {
        using Played played = await Played.AllAsync();

        RecordedEvent[] second = [.. played.Events.Where(recorded => recorded.TryRead<LlmCall>() is { Attempt: 2, Status: LlmCallStatus.Ok })];

        Assert.NotEmpty(second);
        Assert.Contains(played.Events, recorded => recorded.TryRead<ParseFailure>() is { Kind: ParseFailureKind.NoJson });
        Assert.Contains(played.Events, recorded => recorded.TryRead<ParseFailure>() is { Kind: ParseFailureKind.SchemaError });
        Assert.Contains(played.Events, recorded => recorded.Parsed == "fenced");
        Assert.Contains(played.Events, recorded => recorded.Parsed == "strict");
    }

    [Fact]
    public async Task A_header_says_what_makes_the_run_repeatable()
    {
        using Played played = await Played.TaskAsync("refund-damaged");

        RunHeader header = played.Only.Header;
        Assert.Equal("plan-and-act", header.Session.App!.Name);
        Assert.Equal("training", header.Session.Environment);
        Assert.Equal("scripted-1", header.Session.ModelStack!["planner"].Model);
        Assert.All(new[] { header.Session.ConfigHash, header.Session.PromptHash, header.Session.ToolsetHash }, hash => Assert.Matches("^sha256:[0-9a-f]{64}$", hash));
        Assert.Equal(("refund-damaged-s1", 1), (header.TaskId, header.Trial));
        Assert.Equal(9, header.Tools!.Count);
    }

    [Fact]
    public async Task The_plan_is_what_the_executor_carries_out()
    {
        using Played played = await Played.TaskAsync("refund-damaged");

        PlannerOutput plan = Assert.Single(played.Events, recorded => recorded.Is<PlannerOutput>()).Read<PlannerOutput>();
        Assert.All(
            played.Events.Where(recorded => recorded.Is<ExecutorInput>()).Select(recorded => recorded.Read<ExecutorInput>()),
            input => Assert.Equal(plan.Steps[input.CurrentStepIndex], input.CurrentStep));
    }

    private static bool IsInput(string type) => type.EndsWith("_input", StringComparison.Ordinal) || type == "tool_call";
}
