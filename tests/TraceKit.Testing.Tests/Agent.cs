using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;

namespace TraceKit.Testing.Tests;

/// <summary>What the runs of these specs do.</summary>
internal static class Agent
{
    public const string Plan = """{"steps":[{"step_id":1,"intent":"Find the booking"},{"step_id":2,"intent":"Cancel it"}]}""";

    /// <summary>Plans once, with a call of a model that costs 12 tokens.</summary>
    public static void Think(TraceRun run, string reply = Plan)
    {
        using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = "The user is logged in." });
        planning.Emit(new LlmCall
        {
            Component = "planner",
            Status = LlmCallStatus.Ok,
            Model = "some-model",
            Request = new LlmRequest { Messages = [new ChatTurn { Role = "user", Content = planning.Prompt }] },
            Reply = new ChatTurn { Role = "assistant", Content = reply },
            FinishReason = "stop",
            Usage = new TokenUsage { InputTokens = 10, OutputTokens = 2 },
        });
        if (planning.TryParse(reply, out PlannerOutput? plan, out _))
        {
            planning.Answer(plan);
        }
    }

    public static void Act(TraceRun run)
    {
        using Decision<ExecutorInput, ExecutorOutput> acting = run.Decide(new ExecutorInput
        {
            CurrentStepIndex = 0,
            CurrentStep = new PlanStep { StepId = 1, Intent = "Find the booking" },
            Observation = "The user is logged in.",
        });
        acting.Answer(new ExecutorOutput { Action = new AgentAction { ActionType = "click", Target = "bookings" } });
    }

    /// <summary>A recorder with one run that plans, acts and succeeds.</summary>
    public static TraceRecorder Recorded(string reply = Plan)
    {
        var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Cancel my flight");
        Think(run, reply);
        Act(run);
        run.Complete(success: true, SuccessSource.Environment);
        return recorder;
    }
}
