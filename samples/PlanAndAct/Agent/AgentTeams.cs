using Microsoft.Extensions.AI;
using PlanAndAct.Desk;
using TraceKit.Tools;

namespace PlanAndAct.Agent;

/// <summary>Puts the roles of an episode together around one model.</summary>
internal sealed class AgentTeams(IChatClient client, TimeSpan retryDelay)
{
    public AgentTeam For(SupportDesk desk, int seed)
    {
        var answering = new ModelAttempt(client, new ChatOptions { Seed = seed, ResponseFormat = ChatResponseFormat.Json }, retryDelay);
        var acting = new ModelAttempt(client, new ChatOptions { Seed = seed, Tools = [.. desk.Tools.Select(Declare)] }, retryDelay);
        return new AgentTeam(
            new Planner(new RoleModel(answering, Prompts.Planner)),
            new Executor(new RoleModel(acting, Prompts.Executor), new ToolRunner(desk)),
            new Replanner(new RoleModel(answering, Prompts.Replanner)),
            new Critic(new RoleModel(answering, Prompts.Critic)));
    }

    private static AITool Declare(DeskTool tool)
    {
        ToolDefinition definition = tool.Definition;
        return AIFunctionFactory.CreateDeclaration(definition.Name, definition.Description, definition.Parameters!.Value, returnJsonSchema: null);
    }
}
