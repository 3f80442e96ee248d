using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Sessions;
using TraceKit.Tools;

namespace TraceKit.Cli.Tests;

/// <summary>Small runs on disk.</summary>
internal static class Some
{
    public const string RunId = "run-1";

    /// <summary>A run with a bit of everything; the clock and the ids repeat.</summary>
    public static string Run(string root, string id = RunId, Action<TraceRun>? more = null, string goal = "Cancel my flight", string tool = "search")
    {
        using TraceCollector collector = Collector(root);
        using TraceRun run = collector.StartRun(new RunDescriptor { RunId = id, Goal = goal, TaskId = "airline-12", Trial = 1 });
        run.Step = 0;
        using (var planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = "a customer writes" }))
        {
            planning.Emit(Call(attempt: 1));
            _ = planning.TryParse("no plan", out _, out _);
            planning.Emit(Call(attempt: 2));
            planning.Answer(new PlannerOutput { Steps = [new() { StepId = 1, Intent = "find it" }, new() { StepId = 2, Intent = "cancel it" }] });
        }

        run.Step = 1;
        ExecutorInput next = new() { CurrentStepIndex = 0, TotalSteps = 2, CurrentStep = new() { StepId = 1, Intent = "find it" }, Observation = "" };
        using (var acting = run.Decide(next))
        {
            UseTool(acting, tool, ok: true);
            UseTool(acting, tool, ok: false);
            acting.Answer(new ExecutorOutput { Action = new() { ActionType = "tool", Target = tool } });
        }

        run.Emit(new EnvironmentStep { Observation = "cancelled", Done = true, Success = true });
        run.Emit(new Label { Name = "reward", Source = SuccessSource.Tests, Score = 0.5, By = "suite 3" });
        more?.Invoke(run);
        run.Complete(success: true, SuccessSource.Environment);
        return run.Path!;
    }

    /// <summary>A run whose process died after its first event.</summary>
    public static string OpenRun(string root, string id = "open-1")
    {
        string path = Run(root, id);
        string[] lines = File.ReadAllLines(path);
        File.WriteAllText(path, $"{lines[0]}\n{lines[1]}\n");
        return path;
    }

    private static TraceCollector Collector(string root) => new(new TraceKitOptions
    {
        RecoverAtStart = false,
        Root = root,
        Time = new StepTime(),
        Ids = TraceIds.Repeatable("cli"),
        SessionId = "session-1",
        Session = new TraceSession
        {
            App = new AppIdentity { Name = "travel", Version = "1.4.0" },
            Environment = "test",
            ModelStack = new Dictionary<string, ModelSettings> { ["planner"] = new() { Model = "gpt-4o", Temperature = 0 } },
        },
    });

    private static LlmCall Call(int attempt) => new()
    {
        Component = "planner",
        Status = LlmCallStatus.Ok,
        Model = "gpt-4o",
        Attempt = attempt,
        Usage = new TokenUsage { InputTokens = 800 + attempt, OutputTokens = 60 },
        LatencyMs = 240 + attempt,
    };

    private static void UseTool(Decision<ExecutorInput, ExecutorOutput> acting, string tool, bool ok)
    {
        using var use = acting.Decide(new ToolCall { CallId = ok ? "c1" : "c2", Name = tool, Arguments = """{"name":"Anna"}""" });
        use.Answer(new ToolResult
        {
            CallId = ok ? "c1" : "c2", Name = tool, Ok = ok, Content = ok ? "LX-204" : "no reply", ErrorKind = ok ? null : "timeout", LatencyMs = ok ? 31.4 : 5000,
        });
    }
}
