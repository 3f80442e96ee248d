using Microsoft.Extensions.AI;

namespace PlanAndAct.Agent;

/// <summary>What a model came up with: tool calls, else an answer.</summary>
internal sealed record ModelAnswer<TOutput>(IReadOnlyList<FunctionCallContent> Calls, TOutput? Output);
