using Microsoft.Extensions.AI;

namespace PlanAndAct.Agent;

/// <summary>A tool that ran: what the model gets to read, and what the environment shows.</summary>
internal sealed record ToolRun(bool Ok, ChatMessage Message, string Observation);
