using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Sft.Tests;

/// <summary>Small runs to build datasets of.</summary>
internal static class Runs
{
    public const string Reply = """{"steps":[{"step_id":1,"intent":"Look"}]}""";

    /// <summary>Writes runs of several tasks, one planner decision each, whose prompts differ.</summary>
    public static string Planners(TempFolder folder, int tasks, int trials = 1, Func<int, int, bool>? success = null)
    {
        string root = folder["runs"];
        for (int task = 0; task < tasks; task++)
        {
            for (int trial = 0; trial < trials; trial++)
            {
                Planner(root, $"run-{task:D3}-{trial}", $"task-{task:D3}", success?.Invoke(task, trial) ?? true);
            }
        }

        return root;
    }

    public static void Planner(string root, string runId, string? task, bool success = true, SuccessSource source = SuccessSource.Environment)
    {
        using TraceRun run = Start(root, runId, task);
        using (Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = runId }))
        {
            planning.Answer(new PlannerOutput { Steps = [new PlanStep { StepId = 1, Intent = "Look" }] });
        }

        run.Complete(success, source);
    }

    /// <summary>A run whose planner was asked as recorded.</summary>
    public static void Asked(string root, string runId, params string[] replies)
    {
        using TraceRun run = Start(root, runId, "task-" + runId);
        using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = runId });
        for (int i = 0; i < replies.Length; i++)
        {
            bool read = TraceKit.ModelOutput.ModelOutputParser.TryParse(replies[i], PlannerOutput.EventType.Json, out _, out _, out _);
            planning.Emit(new LlmCall
            {
                Component = "planner",
                Status = read ? LlmCallStatus.Ok : LlmCallStatus.ParseError,
                Attempt = i + 1,
                Request = new LlmRequest { Messages = [new ChatTurn { Role = "system", Content = "You plan." }, new ChatTurn { Role = "user", Content = planning.Prompt }] },
                Reply = new ChatTurn { Role = "assistant", Content = replies[i] },
            });
            if (planning.TryParse(replies[i], out PlannerOutput? plan, out _))
            {
                planning.Answer(plan);
            }
        }

        planning.Dispose();
        run.Complete(success: true, SuccessSource.Tests);
    }

    public static TraceRun Start(string root, string runId, string? task) =>
        new TraceCollector(new TraceKitOptions { Root = root, Time = new ManualTime(), Ids = TraceIds.Repeatable(runId), SessionId = "session", RecoverAtStart = false })
            .StartRun(new RunDescriptor { Goal = "Find the cause", RunId = runId, TaskId = task });
}
