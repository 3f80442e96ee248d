using TraceKit.Agents;

namespace PlanAndAct.Agent;

/// <summary>What came of one turn of the executor.</summary>
/// <param name="Action">What it did, or null when its model gave no reply that can be used.</param>
/// <param name="Observation">What there is to see now.</param>
/// <param name="Failures">The tool calls that failed.</param>
internal sealed record TurnResult(AgentAction? Action, string Observation, IReadOnlyList<string> Failures);
