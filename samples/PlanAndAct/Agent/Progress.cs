using TraceKit.Agents;

namespace PlanAndAct.Agent;

/// <summary>Where an episode stands.</summary>
internal sealed class Progress
{
    public IReadOnlyList<PlanStep> Plan { get; private set; } = [];

    public int StepIndex { get; private set; }

    /// <summary>What the environment showed last.</summary>
    public string Observation { get; set; } = string.Empty;

    /// <summary>What was found out about orders on the way: an action must be explicable by what its role saw.</summary>
    public List<string> Facts { get; } = [];

    /// <summary>What a role gets to see.</summary>
    public string View => Facts.TrueForAll(fact => Observation.Contains(fact, StringComparison.Ordinal))
        ? Observation
        : $"{Observation}\nKnown so far:\n{string.Join('\n', Facts)}";

    public List<AgentAction> History { get; } = [];

    public List<string> Succeeded { get; } = [];

    public int Turns { get; set; }

    public int Replans { get; set; }

    public int ToolErrors { get; set; }

    public bool IsPlanExhausted => StepIndex >= Plan.Count;

    public void Follow(IReadOnlyList<PlanStep> plan) => (Plan, StepIndex) = (plan, 0);

    public void NextStep() => StepIndex++;

    public Dictionary<string, double> Metrics(bool success) => new(StringComparer.Ordinal)
    {
        ["task_success"] = success ? 1 : 0,
        ["step_count"] = Turns,
        ["actions_taken"] = History.Count,
        ["replans"] = Replans,
        ["tool_errors"] = ToolErrors,
    };
}
