using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;

namespace PlanAndAct.Agent;

/// <summary>Makes a new plan when the old one no longer serves.</summary>
internal sealed class Replanner(RoleModel model)
{
    /// <returns>The steps, or null when the model gave no plan that can be used.</returns>
    public async Task<IReadOnlyList<PlanStep>?> ReplanAsync(TraceRun run, Progress progress, string reason, CancellationToken cancellationToken)
    {
        using Decision<ReplannerInput, ReplannerOutput> replanning = run.Decide(new ReplannerInput
        {
            Goal = run.Goal,
            PreviousPlan = progress.Plan,
            Observation = progress.View,
            ActionHistory = [.. progress.History],
            Reason = reason,
        });
        var chat = new Conversation();
        chat.Say(ChatRole.System, model.Prompt.Text);
        chat.Say(ChatRole.User, replanning.Prompt);
        if (await model.AskAsync(replanning, chat, plan => PlanCheck.ProblemOf(plan.Steps), cancellationToken) is not { Output: { } output })
        {
            return null;
        }

        replanning.Answer(output);
        return output.Steps;
    }
}
