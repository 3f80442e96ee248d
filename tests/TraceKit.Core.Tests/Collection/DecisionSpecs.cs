using System.Text;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.ModelOutput;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class DecisionSpecs : IDisposable
{
    private const string Plan = """{"steps":[{"step_id":1,"intent":"Open the booking"}]}""";

    private readonly TempFolder _folder = new();
    private readonly TraceCollector _collector;
    private readonly TraceRun _run;

    public DecisionSpecs()
    {
        _collector = Some.Collector(_folder);
        _run = Some.Run(_collector);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_answer_refers_to_its_input()
    {
        _run.Emit(Some.Message());
        var planning = _run.Decide(Some.PlannerInput());

        EventAddress answer = planning.Answer(Some.PlannerOutput());

        RecordedEvent[] events = Events();
        Assert.Equal((1, 2), (planning.Address.Seq, answer.Seq));
        Assert.Equal((1L, "planner", null), (events[2].Answers, events[2].Role, events[2].Parsed));
        Assert.Equal((events[1].SpanId, events[1].ParentSpanId), (events[2].SpanId, events[2].ParentSpanId));
        Assert.NotEqual(events[1].SpanId, events[1].ParentSpanId);
    }

    [Fact]
    public void The_first_answer_counts()
    {
        var planning = _run.Decide(Some.PlannerInput());

        EventAddress first = planning.Answer(Some.PlannerOutput("first"));
        EventAddress second = planning.Answer(Some.PlannerOutput("second"));
        planning.Fail(new InvalidOperationException("late"));
        planning.Abandon("late");
        planning.Dispose();

        Assert.Equal((1, -1), (first.Seq, second.Seq));
        Assert.Equal(["planner_input", "planner_output"], Events().Select(recorded => recorded.Type));
    }

    [Fact]
    public void An_answer_among_many_at_once_is_one()
    {
        var planning = _run.Decide(Some.PlannerInput());

        ConcurrencySpecs.OnThreads(16, _ => planning.Answer(Some.PlannerOutput()));

        Assert.Equal(2, Events().Length);
    }

    [Fact]
    public void A_decision_that_is_disposed_unanswered_is_abandoned()
    {
        _run.Decide(Some.PlannerInput()).Dispose();

        Assert.Equal(new DecisionAbandoned { InputType = "planner_input", Reason = "disposed" }, Closing().Read<DecisionAbandoned>());
        Assert.Equal((0L, "planner"), (Closing().Answers, Closing().Role));
    }

    [Fact]
    public void A_decision_that_fails_says_why()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        planning.Fail(new TimeoutException("too long"));

        DecisionAbandoned failed = Closing().Read<DecisionAbandoned>();
        Assert.Equal(("failed", "System.TimeoutException", "too long"), (failed.Reason, failed.Error!.Type, failed.Error.Message));
    }

    [Fact]
    public void An_inner_decision_belongs_to_the_outer_one()
    {
        using var executing = _run.Decide(Some.ExecutorInput(), new Emission { Step = 3 });
        using var calling = executing.Decide(Some.ToolCall());
        calling.Emit(Some.Message());
        calling.Answer(Some.ToolResult());
        executing.Answer(Some.ExecutorOutput());

        RecordedEvent[] events = Events();
        Assert.Equal(["executor_input", "tool_call", "message", "tool_result", "executor_output"], events.Select(recorded => recorded.Type));
        Assert.Equal([null, 0L, 1L, 0L, null], events.Select(recorded => recorded.Decision));
        Assert.Equal([null, null, null, 1L, 0L], events.Select(recorded => recorded.Answers));
        Assert.Equal(events[0].SpanId, events[1].ParentSpanId);
        Assert.Equal(events[1].SpanId, events[2].ParentSpanId);
        Assert.All(events, recorded => Assert.Equal(3, recorded.Step));
    }

    [Fact]
    public void A_decision_keeps_the_step_that_it_was_opened_at()
    {
        _run.Step = 1;
        using var planning = _run.Decide(Some.PlannerInput());
        _run.Step = 2;
        planning.Answer(Some.PlannerOutput());

        Assert.Equal([1, 1], Events().Select(recorded => recorded.Step));
    }

    [Fact]
    public void A_prompt_is_the_data_of_its_line_byte_for_byte()
    {
        using var planning = _run.Decide(Some.PlannerInput("é 😀 \u2028 <\"\\\n>", "\u0001'&+"));

        string prompt = planning.Prompt;

        Assert.Equal(Encoding.UTF8.GetString(Events()[0].Data.Span), prompt);
        Assert.Contains("é", prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Plan, "strict")]
    [InlineData("Sure.\n```json\n" + Plan + "\n```", "fenced")]
    [InlineData("The plan is " + Plan + ".", "substring")]
    public void An_answer_says_how_it_was_read_from_the_reply(string reply, string parsed)
    {
        using var planning = _run.Decide(Some.PlannerInput());

        planning.Answer(planning.Parse(reply));

        Assert.Equal(parsed, Closing().Parsed);
        Assert.Equal("Open the booking", Closing().Read<PlannerOutput>().Steps[0].Intent);
    }

    [Fact]
    public void A_reply_without_JSON_is_a_parse_failure_of_the_decision()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        bool found = planning.TryParse("I do not know.", out _, out ModelOutputFailure? failure);

        Assert.Equal((false, ParseFailureKind.NoJson), (found, failure!.Kind));
        RecordedEvent event1 = Events()[1];
        Assert.Equal((0L, null, "planner"), (event1.Decision, event1.Answers, event1.Role));
        Assert.Equal((ParseFailureKind.NoJson, "planner_output"), (event1.Read<ParseFailure>().Kind, event1.Read<ParseFailure>().Expected));
    }

    [Fact]
    public void A_reply_of_another_form_is_a_schema_error_and_never_an_answer()
    {
        using (var planning = _run.Decide(Some.PlannerInput()))
        {
            var thrown = Assert.Throws<ModelOutputException>(() => planning.Parse("""{"steps":"none"}"""));
            Assert.Equal((ParseFailureKind.SchemaError, "$.steps"), (thrown.Failure.Kind, thrown.Failure.Path));
        }

        Assert.Equal(["planner_input", "parse_failure", "decision_abandoned"], Events().Select(recorded => recorded.Type));
    }

    [Fact]
    public void Three_replies_that_fail_and_one_that_does_not_are_four_attempts_of_one_decision()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        foreach ((string reply, int attempt) in new[] { ("no", 1), ("{", 2), ("{}", 3), (Plan, 4) })
        {
            planning.Emit(Some.LlmCall() with { Attempt = attempt });
            if (planning.TryParse(reply, out PlannerOutput? plan, out _))
            {
                planning.Answer(plan);
            }
        }

        RecordedEvent[] attempts = [.. Events().Where(recorded => recorded is { Type: "llm_call", Decision: 0 })];
        Assert.Equal([1, 2, 3, 4], attempts.Select(recorded => recorded.Read<LlmCall>().Attempt));
        Assert.Equal(3, Events().Count(recorded => recorded is { Type: "parse_failure", Decision: 0 }));
        Assert.Equal((0L, "strict"), (Closing().Answers, Closing().Parsed));
    }

    [Fact]
    public void A_decision_whose_input_is_rejected_can_be_answered()
    {
        using var planning = _run.Decide(Some.PlannerInput() with { ActionHistory = [new AgentAction { ActionType = "x", Arguments = default(System.Text.Json.JsonElement) }] });

        EventAddress answer = planning.Answer(Some.PlannerOutput());

        Assert.Equal((-1, 0), (planning.Address.Seq, answer.Seq));
        Assert.Null(Events().Single().Answers);
    }

    [Fact]
    public void Null_is_no_event()
    {
        Assert.Throws<ArgumentNullException>(() => _run.Emit<Message>(null!));
        Assert.Throws<ArgumentNullException>(() => _run.Decide<PlannerInput, PlannerOutput>(null!));
        Assert.Throws<ArgumentNullException>(() => _run.Decide(Some.ToolCall()).Answer(null!));
    }

    private RecordedEvent[] Events() => [.. RunFileReader.Read(_run.Path!).Runs.Single().Events];

    private RecordedEvent Closing() => Events()[^1];
}
