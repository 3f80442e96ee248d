using TraceKit.Collection;
using TraceKit.Labels;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Telling;

/// <summary>Writes what was read of the spans of one run into the run, in the order in which they ended. Not thread-safe.</summary>
internal sealed class RunTeller(ITraceScope run)
{
    private readonly AskedCalls _asked = new();
    private readonly Conversations _conversations = new();
    private readonly HashSet<string> _responses = new(StringComparer.Ordinal);

    /// <summary>Writes a span: the span itself, then what it tells.</summary>
    /// <param name="reading">The span.</param>
    /// <param name="scope">The run or decision that it happened in.</param>
    /// <param name="parentSpanId">The span around it, after repair; null where it is that of the scope.</param>
    /// <param name="untold">Why it tells nothing that is not told already, or null.</param>
    /// <param name="origin">The foreign bytes. Default: it is recorded live.</param>
    public void Tell(SpanReading reading, ITraceScope scope, string? parentSpanId, string? untold = null, EventOrigin? origin = null)
    {
        var place = new SpanPlace(reading.Span.SpanId, parentSpanId, Origin: origin);
        untold ??= Repeats(reading);
        scope.Place(reading.Rest with { Untold = untold }, place);
        if (untold is not null)
        {
            TellUntold(reading, scope, place);
            return;
        }

        if (reading.Call is { } call)
        {
            TellCall(reading, call, scope, place);
        }
        else if (reading.Tool is { } tool)
        {
            TellTool(tool, reading.Result, scope, place);
        }
        else if (reading.Step is { } step)
        {
            long seq = scope.Place(step, place).Seq;
            scope.Place(reading.StepResult!, place with { Answers = Reference(seq) });
        }

        if (reading.Call is null)
        {
            TellLabels(reading.Labels, scope, place);
        }
    }

    /// <summary>Notes that someone else recorded the call with this response.</summary>
    public void KnowResponse(string responseId) => _responses.Add(responseId);

    /// <summary>Notes that someone else recorded this call of a tool.</summary>
    public void KnowTool(string callId) => _asked.Answered(callId);

    /// <summary>Whether a span tells ids that this run's spans have told: a call that was asked for here, or a conversation.</summary>
    public bool Owns(SpanReading reading) =>
        (reading.Tool is { } tool && _asked.WasAsked(tool.CallId))
        || (reading.Conversation is { } conversation && _conversations.Knows(conversation))
        || (reading.Call?.Request?.Messages ?? []).Any(turn => turn.ToolCallId is { Length: > 0 } id && _asked.WasAsked(id));

    /// <summary>Writes what stayed open.</summary>
    public void Close() => Leave(_asked.LeaveAll(), "run_ended", run, new SpanPlace(string.Empty, null));

    private static long? Reference(long seq) => seq >= 0 ? seq : null;

    private static void TellLabels(IReadOnlyList<Label> labels, ITraceScope scope, in SpanPlace place)
    {
        foreach (Label label in labels)
        {
            scope.Place(label, place);
        }
    }

    private void TellCall(SpanReading reading, Models.LlmCall call, ITraceScope scope, in SpanPlace place)
    {
        Conversation? conversation = _conversations.Continue(reading.Conversation, call.Request?.Messages, out IReadOnlyList<Models.ChatTurn> entered);
        foreach (Models.ChatTurn turn in entered)
        {
            Enter(turn, conversation!, call.Request?.Tools, scope, place);
        }

        if (conversation is not null)
        {
            Leave(_asked.LeaveUnanswered(conversation.Name, call.Request!.Messages!), "not_answered", scope, place);
        }

        if (call.ResponseId is { Length: > 0 } response)
        {
            _responses.Add(response);
        }

        long seq = scope.Place(call with { Conversation = conversation?.Name ?? reading.Conversation }, place).Seq;
        if (call.Reply is { } reply && call.Status == Models.LlmCallStatus.Ok)
        {
            conversation?.Answer(reply);
            _asked.Ask(reply, conversation?.Name ?? reading.Conversation, isHistory: false);
        }

        TellLabels([.. reading.Labels.Select(label => label with { About = Reference(seq) })], scope, place);
    }

    /// <summary>What a request adds to what is known of its conversation.</summary>
    private void Enter(Models.ChatTurn turn, Conversation conversation, IReadOnlyList<ToolDefinition>? tools, ITraceScope scope, in SpanPlace place)
    {
        if (turn.Role == "tool")
        {
            Observe(turn, conversation, tools, scope, place);
            return;
        }

        _asked.Ask(turn, conversation.Name, isHistory: true);
        scope.Place(new Models.Message { Conversation = conversation.Name, Role = turn.Role, Content = turn.Content ?? string.Empty, Name = turn.Name, Parts = turn.Parts }, place);
    }

    /// <summary>A result that no span told: the tool does not exist, ran where nobody listens, or nobody asked for it.</summary>
    private void Observe(Models.ChatTurn turn, Conversation conversation, IReadOnlyList<ToolDefinition>? tools, ITraceScope scope, in SpanPlace place)
    {
        string id = turn.ToolCallId ?? string.Empty;
        string content = turn.Content ?? string.Empty;
        switch (_asked.Observe(id, out Models.RequestedToolCall? call))
        {
            case AskedState.Unknown:
                scope.Place(new ToolResult { CallId = id, Name = turn.Name ?? string.Empty, Ok = false, Content = content, ErrorKind = "not_asked" }, place);
                break;
            case AskedState.Open:
                ToolAnswer answer = ToolAnswer.Of(call!, content, tools);
                long seq = scope.Place(
                    new ToolCall { CallId = id, Name = call!.Name, Arguments = call.Arguments, ArgumentsForm = call.ArgumentsForm, Conversation = conversation.Name }, place).Seq;
                if (answer.IsUnknownTool)
                {
                    scope.Place(
                        new ToolNotFound { CallId = id, Name = call.Name, Arguments = call.Arguments, Conversation = conversation.Name, Available = [.. (tools ?? []).Select(tool => tool.Name)] }, place);
                }

                scope.Place(
                    new ToolResult { CallId = id, Name = call.Name, Ok = answer.ErrorKind is null, Content = content, ErrorKind = answer.ErrorKind }, place with { Answers = Reference(seq) });
                break;
            default:
                break;
        }
    }

    private void TellTool(ToolCall tool, ToolResult? result, ITraceScope scope, in SpanPlace place)
    {
        Models.RequestedToolCall? asked = _asked.Answered(tool.CallId, out string? conversation);
        ToolCall told = asked is { ArgumentsForm: not "lost" } && (tool.ArgumentsForm == "lost" || asked.ArgumentsForm is null)
            ? tool with { Arguments = asked.Arguments, ArgumentsForm = asked.ArgumentsForm }
            : tool;
        long seq = scope.Place(told with { Conversation = told.Conversation ?? conversation }, place).Seq;
        if (result is not null)
        {
            scope.Place(result, place with { Answers = Reference(seq) });
        }
        else
        {
            scope.Place(new ToolCallUnresolved { CallId = tool.CallId, Name = tool.Name, Conversation = conversation, Reason = "run_ended" }, place with { Answers = Reference(seq) });
        }
    }

    /// <summary>Judgements are told even of what was recorded elsewhere.</summary>
    private void TellUntold(SpanReading reading, ITraceScope scope, in SpanPlace place)
    {
        if (reading.Tool is { } tool)
        {
            _asked.Answered(tool.CallId);
        }

        TellLabels(reading.Labels, scope, place);
    }

    private string? Repeats(SpanReading reading) =>
        reading.Call?.ResponseId is { Length: > 0 } id && _responses.Contains(id) ? "same_response" : null;

    private static void Leave(IReadOnlyList<(Models.RequestedToolCall Call, string? Conversation)> left, string reason, ITraceScope scope, in SpanPlace place)
    {
        foreach ((Models.RequestedToolCall call, string? conversation) in left)
        {
            var unresolved = new ToolCallUnresolved { CallId = call.Id, Name = call.Name, Conversation = conversation, Reason = reason };
            _ = place.SpanId.Length > 0 ? scope.Place(unresolved, place) : scope.Emit(unresolved, new Emission { Origin = place.Origin });
        }
    }
}
