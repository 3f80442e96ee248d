using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;

namespace PlanAndAct.Agent;

/// <summary>Judges the agent's report before the case is closed. It sees what the agent sees, so it can be wrong, too.</summary>
internal sealed class Critic(RoleModel model)
{
    /// <returns>The verdict; without one the case is closed.</returns>
    public async Task<CriticOutput> JudgeAsync(TraceRun run, Progress progress, string report, CancellationToken cancellationToken)
    {
        using Decision<CriticInput, CriticOutput> judging = run.Decide(new CriticInput
        {
            Observation = $"Goal: {run.Goal}\nTools that succeeded: {string.Join(", ", progress.Succeeded)}.\nReport: {report}",
            CurrentStepIndex = progress.StepIndex,
            PlanLength = progress.Plan.Count,
            Done = false,
        });
        var chat = new Conversation();
        chat.Say(ChatRole.System, model.Prompt.Text);
        chat.Say(ChatRole.User, judging.Prompt);
        if (await model.AskAsync(judging, chat, _ => null, cancellationToken) is not { Output: { } output })
        {
            return new CriticOutput { Decision = "end" };
        }

        judging.Answer(output);
        return output;
    }
}
