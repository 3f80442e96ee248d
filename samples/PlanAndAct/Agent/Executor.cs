using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Tools;

namespace PlanAndAct.Agent;

/// <summary>Carries out one step of the plan a turn. Its turns form one chat, which a run's events rebuild.</summary>
internal sealed class Executor(RoleModel model, ToolRunner tools)
{
    public const string ConversationName = "executor";

    private readonly Conversation _chat = new(ConversationName);

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
        if (_chat.Messages.Count == 0)
        {
            _chat.Say(turn, ChatRole.System, model.Prompt.Text);
        }

        _chat.Say(turn, ChatRole.User, turn.Prompt);
        ModelAnswer<ExecutorOutput>? answer = await model.AskAsync(turn, _chat, _ => null, cancellationToken);
        if (answer is { Output: { } output })
        {
            turn.Answer(output);
            return new TurnResult(output.Action, progress.Observation, []);
        }

        return answer is null
            ? new TurnResult(Action: null, progress.Observation, [])
            : RunTools(turn, answer.Calls, progress);
    }

    private TurnResult RunTools(Decision<ExecutorInput, ExecutorOutput> turn, IReadOnlyList<FunctionCallContent> calls, Progress progress)
    {
        AgentAction action = ToolActions.Of(calls);
        var seen = new List<string>();
        var failures = new List<string>();
        for (int i = 0; i < calls.Count; i++)
        {
            try
            {
                ToolRun ran = tools.Run(turn, calls[i], ConversationName);
                _chat.Add(ran.Message);
                seen.Add(ran.Observation);
                Note(calls[i].Name, ran, progress, failures);
            }
            catch (Exception)
            {
                LeaveUnresolved(turn, calls.Skip(i + 1));
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

    /// <summary>The episode breaks; of the calls that did not run nothing must be believed.</summary>
    private static void LeaveUnresolved(Decision<ExecutorInput, ExecutorOutput> turn, IEnumerable<FunctionCallContent> calls)
    {
        foreach (FunctionCallContent call in calls)
        {
            turn.Emit(new ToolCallUnresolved
            {
                CallId = call.CallId,
                Name = call.Name,
                Conversation = ConversationName,
                Reason = "episode_broke",
            });
        }
    }
}
