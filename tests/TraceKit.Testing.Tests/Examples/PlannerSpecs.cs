using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using Xunit;

namespace TraceKit.Testing.Tests.Examples;

public sealed class PlannerSpecs
{
    [Fact]
    public async Task The_planner_asks_again_when_a_reply_is_no_plan()
    {
        using var recorder = new TraceRecorder();
        using IChatClient model = ReplayChatClient.Replies("I would search first.", """{"steps":[{"step_id":1,"intent":"Find flight LH12"}]}""");
        using TraceRun run = recorder.StartRun("Cancel my flight");

        await new Planner(model).PlanAsync(run, "The user is logged in.");
        run.Complete(success: true, SuccessSource.Tests);

        recorder.Expect()
            .InOrder<PlannerInput, ParseFailure, PlannerOutput>()
            .Exactly<LlmCall>(2)
            .EveryDecisionAnswered()
            .Any<PlannerOutput>(plan => plan.Steps[0].Intent.Contains("LH12"))
            .NoSecret().NothingLost().Succeeded();
    }

    private sealed class Planner(IChatClient model)
    {
        public async Task PlanAsync(TraceRun run, string observation)
        {
            using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = observation });
            for (int attempt = 1; attempt <= 3; attempt++)
            {
                ChatResponse reply = await model.GetResponseAsync(planning.Prompt);
                planning.Emit(new LlmCall { Component = "planner", Status = LlmCallStatus.Ok, Reply = new ChatTurn { Role = "assistant", Content = reply.Text } });
                if (planning.TryParse(reply.Text, out PlannerOutput? plan, out _))
                {
                    planning.Answer(plan);
                    return;
                }
            }
        }
    }
}
