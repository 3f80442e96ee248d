using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Testing.Tests;

public sealed class RunExpectationsSpecs
{
    public static TheoryData<string, Action<RunExpectations>> Broken => new()
    {
        { "there is no critic_input at all", run => run.InOrder<PlannerInput, CriticInput>() },
        { "no planner_output comes after that, only before it, at #2", run => run.InOrder<PlannerInput, ExecutorInput, PlannerOutput>() },
        { "there are 1: #1", run => run.Exactly<LlmCall>(2) },
        { "there is none", run => run.AtLeast<ToolCall>(1) },
        { "there are 1: #3", run => run.None<ExecutorInput>() },
        { "there is no tool_call", run => run.Answered<ToolCall, ToolResult>() },
        { "it holds for none of them:\n  #2: 1. Find the booking", run => run.Any<PlannerOutput>(plan => plan.Steps.Count > 2) },
        { "it does not hold for 1 of 1:\n  #4: click bookings", run => run.Every<ExecutorOutput>(output => output.Action.IsFinal) },
        { "there is no tool_result", run => run.Every<ToolResult>(result => result.Ok) },
        { "it is Completed (goal_reached)", run => run.Ended(RunStatus.Aborted) },
        { "it is Completed (goal_reached)", run => run.Ended(RunStatus.Completed, "max_steps") },
        { "Environment says success", run => run.DidNotSucceed() },
        { "Environment says success", run => run.Succeeded(SuccessSource.Judge) },
        { "12 tokens were spent", run => run.Within(tokens: 11) },
        { "1 model calls were made", run => run.Within(calls: 0) },
    };

    [Fact]
    public void A_run_that_is_as_expected_passes_in_one_sentence()
    {
        using TraceRecorder recorder = Agent.Recorded();

        recorder.Expect()
            .InOrder<PlannerInput, PlannerOutput>()
            .InOrder<PlannerInput, PlannerOutput, ExecutorInput>()
            .InOrder<PlannerInput, LlmCall, PlannerOutput, ExecutorOutput>()
            .Exactly<LlmCall>(1).AtLeast<PlannerOutput>(1).None<ToolCall>()
            .EveryDecisionAnswered().Answered<PlannerInput, PlannerOutput>()
            .Any<PlannerOutput>(plan => plan.Steps[0].Intent == "Find the booking")
            .Every<ExecutorOutput>(output => output.Action.Target == "bookings")
            .NoParseFailure().NoSecret().NothingLost()
            .Ended(RunStatus.Completed).Ended(RunStatus.Completed, "goal_reached").Succeeded().Succeeded(SuccessSource.Environment)
            .Within(tokens: 12, calls: 1);
    }

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void A_run_that_is_not_fails_with_what_is_the_case_and_the_story(string found, Action<RunExpectations> expectation)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        using TraceRecorder recorder = Agent.Recorded();

        var failure = Assert.Throws<TraceExpectationException>(() => expectation(recorder.Expect()));

        Assert.Contains(found, failure.Found, StringComparison.Ordinal);
        Assert.Contains("Cancel my flight", failure.Message, StringComparison.Ordinal);
        Assert.Equal(recorder.Run.RunId, failure.RunId);
    }

    [Fact]
    public void A_reply_that_cannot_be_read_is_told_with_the_path_and_leaves_a_decision_without_its_answer()
    {
        using TraceRecorder recorder = Agent.Recorded(reply: """{"steps":[{"step_id":0,"intent":"Search"}]}""");

        var failure = Assert.Throws<TraceExpectationException>(() => recorder.Expect().NoParseFailure());
        var unanswered = Assert.Throws<TraceExpectationException>(() => recorder.Expect().EveryDecisionAnswered());

        Approved.Check("parse-failure", failure.Message);
        Assert.Equal("#0 planner_input was given up at #3 (disposed)", unanswered.Found);
        Assert.Throws<TraceExpectationException>(() => recorder.Expect().Answered<PlannerInput, PlannerOutput>());
    }

    [Fact]
    public void A_tool_call_without_its_result_is_a_decision_without_its_answer()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Anything");
        run.Emit(new ToolCall { CallId = "call-1", Name = "search", Arguments = "{}" });

        var failure = Assert.Throws<TraceExpectationException>(() => recorder.Expect().EveryDecisionAnswered());

        Assert.Equal("#0 tool_call has no answer", failure.Found);
    }

    [Fact]
    public void A_secret_is_found_where_it_was_taken_out_and_where_it_was_not()
    {
        const string Secret = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
        using var redacting = new TraceRecorder();
        using var open = new TraceRecorder(new TraceRecorderOptions { Configure = options => options.Redaction = Redaction.RedactionPolicy.None });
        foreach (TraceRecorder recorder in new[] { redacting, open })
        {
            using TraceRun run = recorder.StartRun("Anything");
            run.Emit(new Message { Conversation = "main", Role = "user", Content = $"my token is {Secret}" });
            run.Complete();
        }

        var taken = Assert.Throws<TraceExpectationException>(() => redacting.Expect().NoSecret());
        var held = Assert.Throws<TraceExpectationException>(() => open.Expect().NoSecret());

        Assert.Contains("the agent emitted what redaction took out: 1 ×", taken.Found, StringComparison.Ordinal);
        Assert.Contains("#0 message holds one", held.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_is_told_in_numbers_and_of_a_run_that_goes_on_nobody_can_tell()
    {
        using var recorder = new TraceRecorder(new TraceRecorderOptions { Configure = options => options.MaxEventBytes = 1024 });
        using TraceRun run = recorder.StartRun("Anything");
        run.Emit(new Message { Conversation = "main", Role = "user", Content = new string('x', 2000) });

        var goesOn = Assert.Throws<TraceExpectationException>(() => recorder.Expect().NothingLost());
        run.Complete();
        var lost = Assert.Throws<TraceExpectationException>(() => recorder.Expect().NothingLost());

        Assert.Contains("has not ended", goesOn.Found, StringComparison.Ordinal);
        Assert.Equal("of 1 events 0 were dropped, 0 rejected, 1 truncated, and 0 texts were withheld", lost.Found);
    }

    [Fact]
    public void A_call_without_usage_stays_within_no_budget_of_tokens()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Anything");
        run.Emit(new LlmCall { Component = "planner", Status = LlmCallStatus.Ok });

        var failure = Assert.Throws<TraceExpectationException>(() => recorder.Expect().Within(tokens: 1000));

        Assert.Equal("1 of 1 calls report no usage", failure.Found);
        recorder.Expect().Within(calls: 1);
    }
}
