using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Tools;

namespace TraceKit.Corpus;

/// <summary>One episode: a plan of a few steps, each carried out with or without a tool, a new plan where one fails.</summary>
internal sealed class Episode(TraceRun run, SteadyRandom random, EpisodeText text, SteadyTime clock)
{
    private const int MostSteps = 24;

    private readonly List<AgentAction> _history = [];

    /// <summary>Events that were emitted.</summary>
    public long Events { get; private set; }

    /// <summary>Plays it to its end.</summary>
    /// <returns>Whether it succeeded.</returns>
    public bool Play()
    {
        IReadOnlyList<PlanStep> plan = Plan();
        bool failed = false;
        for (int at = 0, done = 0; at < plan.Count && done < MostSteps; done++)
        {
            run.Step = done;
            if (Execute(plan, at) && random.Next(8) > 0)
            {
                at++;
            }
            else if (random.Next(3) > 0)
            {
                plan = Replan(plan);
                at = 0;
            }
            else
            {
                failed = true;
                break;
            }
        }

        Emit(new EpisodeEnd { Success = !failed, SuccessSource = SuccessSource.Environment, FinalAnswer = text.Prose(60) });
        return !failed;
    }

    private List<PlanStep> Plan()
    {
        using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = Page() });
        List<PlanStep> steps = Steps();
        planning.Answer(new PlannerOutput { Steps = steps, Goal = run.Goal, Rationale = text.Prose(120) });
        Count(2);
        return steps;
    }

    private List<PlanStep> Replan(IReadOnlyList<PlanStep> previous)
    {
        Emit(new ExecutorNeedsReplan { Reason = "tool_failed", Detail = text.Prose(60) });
        using Decision<ReplannerInput, ReplannerOutput> planning = run.Decide(new ReplannerInput
        {
            Goal = run.Goal,
            PreviousPlan = previous,
            Observation = Page(),
            ActionHistory = [.. _history],
            Reason = "tool_failed",
        });
        List<PlanStep> steps = Steps();
        planning.Answer(new ReplannerOutput { Steps = steps, Rationale = text.Prose(100) });
        Count(2);
        return steps;
    }

    private bool Execute(IReadOnlyList<PlanStep> plan, int at)
    {
        using Decision<ExecutorInput, ExecutorOutput> executing = run.Decide(new ExecutorInput
        {
            Goal = run.Goal,
            CurrentStepIndex = at,
            TotalSteps = plan.Count,
            CurrentStep = plan[at],
            Observation = Page(),
        });
        bool usesTool = random.Next(2) == 0;
        var action = new AgentAction { ActionType = usesTool ? "tool" : "click", Target = usesTool ? "search_orders" : "#confirm", Rationale = text.Prose(80) };
        _history.Add(action);
        bool ok = !usesTool || CallTool();
        executing.Answer(new ExecutorOutput { Action = action });
        Emit(new EnvironmentStep { Observation = Page(), Notes = ok ? [] : ["the tool failed"] });
        Count(2);
        return ok;
    }

    private bool CallTool()
    {
        string id = FormattableString.Invariant($"call_{_history.Count}");
        bool ok = random.Next(6) > 0;
        using Decision<ToolCall, ToolResult> call = run.Decide(new ToolCall { CallId = id, Name = "search_orders", Arguments = text.Json(40) });
        clock.Pass(TimeSpan.FromMilliseconds(random.Next(900)));
        call.Answer(new ToolResult
        {
            CallId = id,
            Name = "search_orders",
            Ok = ok,
            Content = ok ? text.Json(text.Length(200, 7_500)) : "timed out",
            ErrorKind = ok ? null : "timeout",
            LatencyMs = random.Next(900),
        });
        Count(2);
        return ok;
    }

    private List<PlanStep> Steps() =>
        [.. Enumerable.Range(1, 2 + random.Next(5)).Select(number => new PlanStep { StepId = number, Intent = text.Prose(40), SuccessCriteria = text.Prose(30) })];

    private string Page() => text.Prose(text.Length(250, 7_500));

    private void Emit<TEvent>(TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        run.Emit(data);
        Count(1);
    }

    private void Count(int events)
    {
        Events += events;
        clock.Pass(TimeSpan.FromMilliseconds(5));
    }
}
