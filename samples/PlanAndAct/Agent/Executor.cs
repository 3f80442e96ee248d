using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Extensions.AI;

namespace PlanAndAct.Agent;

/// <summary>Carries out one step of the plan a turn. Its turns form one chat, which a run's events rebuild.</summary>
internal sealed class Executor(RoleModel model, ToolRunner tools)
{
    private Conversation? _chat;

    public async Task<TurnResult> TakeTurnAsync(TraceRun run, Progress progress, CancellationToken cancellationToken)
    {
        using Decision<ExecutorInput, ExecutorOutput> turn = run.Decide(new ExecutorInput
        {
            Goal = run.Goal,
            CurrentStepIndex = progress.StepIndex,
            TotalSteps = progress.Plan.Count,
            CurrentStep = progress.Plan[progress.StepIndex],
            Observation = progress.View,
        });
        Conversation chat = _chat ??= Start(run);
        chat.Say(ChatRole.User, turn.Prompt);
        ModelAnswer<ExecutorOutput>? answer = await model.AskAsync(turn, chat, _ => null, cancellationToken);
        if (answer is { Output: { } output })
        {
            turn.Answer(output);
            return new TurnResult(output.Action, progress.Observation, []);
        }

        return answer is null
            ? new TurnResult(Action: null, progress.Observation, [])
            : RunTools(turn, chat, answer.Calls, progress);
    }

    private Conversation Start(TraceRun run)
    {
        var chat = new Conversation(new TracedConversation(run, "executor"));
        chat.Say(ChatRole.System, model.Prompt.Text);
        return chat;
    }

    private TurnResult RunTools(Decision<ExecutorInput, ExecutorOutput> turn, Conversation chat, IReadOnlyList<FunctionCallContent> calls, Progress progress)
    {
        AgentAction action = ToolActions.Of(calls);
        var seen = new List<string>();
        var failures = new List<string>();
        for (int i = 0; i < calls.Count; i++)
        {
            try
            {
                ToolRun ran = tools.Run(turn, calls[i], chat.Trace!);
                chat.Add(ran.Message);
                seen.Add(ran.Observation);
                Note(calls[i].Name, ran, progress, failures);
            }
            catch (Exception)
            {
                chat.Trace!.Dispose(); // of the calls that did not run nothing must be believed
                turn.Answer(new ExecutorOutput { Action = action });
                throw;
            }
        }

        turn.Answer(new ExecutorOutput { Action = action });
        return new TurnResult(action, string.Join('\n', seen), failures);
    }

    private static void Note(string tool, ToolRun ran, Progress progress, List<string> failures)
    {
        if (!ran.Ok)
        {
            failures.Add(ran.Observation);
            return;
        }

        progress.Succeeded.Add(tool);
        if (tool is "find_order" or "list_orders")
        {
            progress.Facts.Add(ran.Observation);
        }
    }
}
