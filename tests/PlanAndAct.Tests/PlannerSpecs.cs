using Microsoft.Extensions.AI;
using PlanAndAct.Agent;
using PlanAndAct.Models;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace PlanAndAct.Tests;

/// <summary>The planner alone, against replies that were recorded.</summary>
public sealed class PlannerSpecs
{
    private const string Goal = "Refund order ORD-1001 in full and tell the customer by email.";

    [Fact]
    public async Task The_planner_asks_again_after_a_slip_and_plans_to_look_refund_write_and_report()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun(Goal);
        using IChatClient model = ReplayChatClient.Of(await RecordedAsync());

        await PlannerOf(model, Prompts.Planner).PlanAsync(run, "Order ORD-1001 was delivered.", TestContext.Current.CancellationToken);
        run.Complete();

        recorder.Expect()
            .InOrder<PlannerInput, LlmCall, ParseFailure, PlannerOutput>()
            .EveryDecisionAnswered()
            .Every<PlannerOutput>(plan => plan.Steps.Count == 4 && plan.Steps[^1].Intent == "Report the outcome")
            .NoSecret().NothingLost().Within(tokens: 1000, calls: 2);
    }

    [Fact]
    public async Task A_prompt_that_lost_a_sentence_fails_with_the_sentence()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun(Goal);
        using IChatClient model = ReplayChatClient.Of(await RecordedAsync());
        PromptTemplate regressed = Prompts.Planner with { Text = Prompts.Planner.Text.Replace("Answer with one JSON object and nothing else:\n", string.Empty, StringComparison.Ordinal) };

        var drifted = await Assert.ThrowsAsync<ReplayException>(
            () => PlannerOf(model, regressed).PlanAsync(run, "Order ORD-1001 was delivered.", TestContext.Current.CancellationToken));

        Approved.Check("lost-sentence", drifted.Message);
    }

    [Fact]
    public async Task A_planner_that_forgets_the_report_fails_with_the_plan_that_it_made()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun(Goal);
        using IChatClient model = ReplayChatClient.Replies(
            "Let me think.",
            """{"steps":[{"step_id":1,"intent":"Look up order ORD-1001"},{"step_id":2,"intent":"Refund order ORD-1001 in full"}],"rationale":"Short is good."}""");

        await PlannerOf(model, Prompts.Planner).PlanAsync(run, "Order ORD-1001 was delivered.", TestContext.Current.CancellationToken);
        run.Complete();

        var failure = Assert.Throws<TraceExpectationException>(
            () => recorder.Expect().EveryDecisionAnswered().Every<PlannerOutput>(plan => plan.Steps[^1].Intent == "Report the outcome"));
        Approved.Check("forgotten-report", failure.Message);
    }

    private static Planner PlannerOf(IChatClient model, PromptTemplate prompt) =>
        new(new RoleModel(new ModelAttempt(model, new ChatOptions(), TimeSpan.Zero), prompt));

    /// <summary>What the scripted model replies to the prompt as it is.</summary>
    private static async Task<RecordedRun> RecordedAsync()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun(Goal);
        using var model = new ScriptedChatClient();
        await PlannerOf(model, Prompts.Planner).PlanAsync(run, "Order ORD-1001 was delivered.", TestContext.Current.CancellationToken);
        run.Complete();
        return recorder.Run;
    }
}
