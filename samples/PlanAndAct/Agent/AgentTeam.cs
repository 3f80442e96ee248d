namespace PlanAndAct.Agent;

/// <summary>The roles that work on one episode.</summary>
internal sealed record AgentTeam(Planner Planner, Executor Executor, Replanner Replanner, Critic Critic);
