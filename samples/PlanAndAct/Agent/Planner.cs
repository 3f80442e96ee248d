using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;

namespace PlanAndAct.Agent;

/// <summary>Makes the first plan.</summary>
internal sealed class Planner(RoleModel model)
{
    /// <returns>The steps, or null when the model gave no plan that can be used.</returns>
    public async Task<IReadOnlyList<PlanStep>?> PlanAsync(TraceRun run, string observation, CancellationToken cancellationToken)
    {
        using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = observation });
        var chat = new Conversation();
        chat.Say(ChatRole.System, model.Prompt.Text);
        chat.Say(ChatRole.User, planning.Prompt);
        if (await model.AskAsync(planning, chat, plan => PlanCheck.ProblemOf(plan.Steps), cancellationToken) is not { Output: { } output })
        {
            return null;
        }

        planning.Answer(output);
        return output.Steps;
    }
}
