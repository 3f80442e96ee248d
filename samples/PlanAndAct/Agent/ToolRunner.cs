using System.Diagnostics;
using Microsoft.Extensions.AI;
using OpenAIChat;
using PlanAndAct.Desk;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Extensions.AI;
using TraceKit.Tools;

namespace PlanAndAct.Agent;

/// <summary>Runs a tool that the executor asked for, as a decision within its turn.</summary>
internal sealed class ToolRunner(SupportDesk desk)
{
    public ToolRun Run(Decision<ExecutorInput, ExecutorOutput> turn, FunctionCallContent call, TracedConversation conversation)
    {
        string arguments = ToolCallText.ArgumentsOf(call);
        using Decision<ToolCall, ToolResult> calling = turn.Decide(new ToolCall
        {
            CallId = call.CallId,
            Name = call.Name,
            Arguments = arguments,
            Conversation = conversation.Name,
        });
        conversation.MarkRecorded(call.CallId);
        try
        {
            if (!desk.Has(call.Name))
            {
                calling.Emit(NotFound(call, arguments, conversation.Name));
            }

            long start = Stopwatch.GetTimestamp();
            ToolOutcome outcome = desk.Call(call.Name, arguments);
            calling.Answer(Result(call, outcome) with { LatencyMs = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3) });
            return new ToolRun(outcome.Ok, ResultMessage(call, outcome), Observe(call, outcome));
        }
        catch (Exception failure)
        {
            calling.Fail(failure);
            throw;
        }
    }

    private ToolNotFound NotFound(FunctionCallContent call, string arguments, string conversation) => new()
    {
        CallId = call.CallId,
        Name = call.Name,
        Arguments = arguments,
        Conversation = conversation,
        Available = [.. desk.Tools.Select(tool => tool.Name)],
    };

    private static ToolResult Result(FunctionCallContent call, ToolOutcome outcome) => new()
    {
        CallId = call.CallId,
        Name = call.Name,
        Ok = outcome.Ok,
        Content = outcome.Content,
        ErrorKind = outcome.ErrorKind,
        SchemaVerdict = outcome.SchemaVerdict,
    };

    private static ChatMessage ResultMessage(FunctionCallContent call, ToolOutcome outcome) =>
        new(ChatRole.Tool, [new FunctionResultContent(call.CallId, outcome.Content)]);

    private static string Observe(FunctionCallContent call, ToolOutcome outcome) =>
        outcome.Ok
            ? $"{call.Name} succeeded: {outcome.Content}"
            : $"{call.Name} failed ({outcome.ErrorKind}): {outcome.Content}";
}
