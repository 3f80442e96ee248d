using TraceKit.Agents;

namespace PlanAndAct.Agent;

/// <summary>What a plan must be beyond its JSON contract.</summary>
internal static class PlanCheck
{
    public static string? ProblemOf(IReadOnlyList<PlanStep> steps)
    {
        if (steps.Count == 0)
        {
            return "A plan has at least one step.";
        }

        int empty = steps.ToList().FindIndex(step => string.IsNullOrWhiteSpace(step.Intent));
        return empty < 0 ? null : $"Step {empty + 1} has no intent.";
    }
}
