using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Tests;

/// <summary>A small traced agent that writes to a folder of its own.</summary>
internal sealed class TracedAgent : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracekit-");
    private readonly TraceCollector _collector;

    public TracedAgent() => _collector = new TraceCollector(new TraceKitOptions { Root = _folder.FullName });

    public TraceRun Start() => _collector.StartRun(new RunDescriptor { Goal = "Find the key", TaskId = "key-1", Agent = "finder" });

    /// <summary>Plans, and looks under the mat with a tool.</summary>
    public RecordedRun Play(Action<TraceRun>? end = null)
    {
        using TraceRun run = Start();
        using (Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = "A door." }))
        {
            planning.Answer(new PlannerOutput { Steps = [new PlanStep { StepId = 1, Intent = "Look" }] });
        }

        using (Decision<ExecutorInput, ExecutorOutput> turn = run.Decide(LookUnderTheMat()))
        {
            using (Decision<ToolCall, ToolResult> call = turn.Decide(new ToolCall { CallId = "call_1", Name = "look", Arguments = "{}" }))
            {
                call.Answer(new ToolResult { CallId = "call_1", Name = "look", Ok = true, Content = "a key" });
            }

            turn.Answer(new ExecutorOutput { Action = new AgentAction { ActionType = "tool", Target = "look" } });
        }

        (end ?? (ended => ended.Complete(success: true, SuccessSource.Environment)))(run);
        return Assert.Single(RunFileReader.ReadStrict(run.Path!));
    }

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ExecutorInput LookUnderTheMat() =>
        new() { CurrentStepIndex = 0, CurrentStep = new PlanStep { StepId = 1, Intent = "Look" }, Observation = "A mat." };
}
