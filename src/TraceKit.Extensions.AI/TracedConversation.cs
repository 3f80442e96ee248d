using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Extensions.AI.Recording;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI;

/// <summary>A chat that grows from call to call; its recorded turns make one chat row.</summary>
/// <remarks>
/// Each turn is recorded once: what the caller adds as <c>message</c>, replies as <c>llm_call</c>, results of tools as
/// <c>tool_call</c> and <c>tool_result</c>. A call that the model asked for and that nobody answers becomes
/// <c>tool_call_unresolved</c>: when the next request goes without it, or when the conversation is disposed. Thread-safe.
/// </remarks>
public sealed class TracedConversation : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ITraceScope _scope;
    private readonly OrderedDictionary<string, AskedCall> _asked = new(StringComparer.Ordinal);
    private List<ChatTurn> _known = [];

    /// <summary>Starts a conversation.</summary>
    /// <param name="run">The run that it belongs to.</param>
    /// <param name="name">Its name, unique within the run.</param>
    public TracedConversation(TraceRun run, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _scope = run ?? throw new ArgumentNullException(nameof(run));
        Name = name;
    }

    /// <summary>Its name, which the events of its turns carry.</summary>
    public string Name { get; }

    /// <summary>Writes the calls that nobody answered as unresolved.</summary>
    public void Dispose() => Guard.Run(() =>
    {
        lock (_lock)
        {
            LeaveUnresolved(_scope, "conversation_ended", _ => true);
        }
    });

    /// <summary>Says that the caller writes the <c>tool_call</c> and <c>tool_result</c> of a call itself; <see cref="TracedTools"/> does it.</summary>
    /// <param name="callId">Id of the call.</param>
    public void MarkRecorded(string callId)
    {
        ArgumentNullException.ThrowIfNull(callId);
        lock (_lock)
        {
            if (_asked.TryGetValue(callId, out AskedCall? asked))
            {
                asked.State = AskedState.Recorded;
            }
        }
    }

    /// <summary>Records what a request adds to what is known, and gives the request back with calls as the model wrote them.</summary>
    internal LlmRequest Continue(ITraceScope scope, LlmRequest request)
    {
        lock (_lock)
        {
            List<ChatTurn> sent = [.. (request.Messages ?? []).Select(Recall)];
            int next = 0;
            foreach (ChatTurn turn in sent)
            {
                int at = _known.FindIndex(next, known => Same(known, turn));
                if (at >= 0)
                {
                    next = at + 1;
                }
                else
                {
                    Enter(scope, turn, request.Tools);
                }
            }

            LeaveUnresolved(scope, "not_answered", id => !sent.Exists(turn => turn.ToolCallId == id));
            _known = sent;
            return request with { Messages = [.. sent] };
        }
    }

    /// <summary>Takes a reply's turns: known now, its calls open. Of several turns, all but the last ran below the client.</summary>
    internal void Answer(IReadOnlyList<ChatTurn> turns)
    {
        lock (_lock)
        {
            _known.AddRange(turns);
            foreach (ChatTurn turn in turns)
            {
                Ask(turn, ReferenceEquals(turn, turns[^1]) ? AskedState.Open : AskedState.Closed);
            }
        }
    }

    /// <summary>The open call of this name and these arguments, for a tool that is called without the id.</summary>
    internal RequestedToolCall? Find(string tool, string arguments)
    {
        lock (_lock)
        {
            return _asked.Values.FirstOrDefault(asked =>
                asked.State == AskedState.Open && asked.Call.Name == tool && (asked.Call.Arguments == arguments || SameJson(asked.Call.Arguments, arguments)))?.Call;
        }
    }

    /// <summary>The call as the model wrote it, where it is known.</summary>
    internal RequestedToolCall Recall(RequestedToolCall call)
    {
        lock (_lock)
        {
            return call.ArgumentsForm is not null
                && _asked.TryGetValue(call.Id, out AskedCall? asked)
                && asked.Call.Name == call.Name
                && (call.ArgumentsForm == RawArguments.Lost || SameJson(asked.Call.Arguments, call.Arguments))
                    ? asked.Call
                    : call;
        }
    }

    private ChatTurn Recall(ChatTurn turn) =>
        turn.ToolCalls is { } calls && calls.Any(call => call.ArgumentsForm is not null)
            ? turn with { ToolCalls = [.. calls.Select(Recall)] }
            : turn;

    private void Enter(ITraceScope scope, ChatTurn turn, IReadOnlyList<ToolDefinition>? tools)
    {
        if (turn.Role == "tool")
        {
            Observe(scope, turn, tools);
            return;
        }

        Ask(turn, AskedState.Closed);
        scope.Emit(new Message { Conversation = Name, Role = turn.Role, Content = turn.Content ?? string.Empty, Name = turn.Name, Parts = turn.Parts });
    }

    /// <summary>A result that no traced tool recorded: the tool ran elsewhere, and only the request shows it.</summary>
    private void Observe(ITraceScope scope, ChatTurn turn, IReadOnlyList<ToolDefinition>? tools)
    {
        string id = turn.ToolCallId ?? string.Empty;
        if (!_asked.TryGetValue(id, out AskedCall? asked))
        {
            scope.Emit(new ToolResult { CallId = id, Name = turn.Name ?? string.Empty, Ok = false, Content = turn.Content ?? string.Empty, ErrorKind = "not_asked" });
            return;
        }

        if (asked.State == AskedState.Open)
        {
            RequestedToolCall call = asked.Call;
            bool exists = tools is null || tools.Any(tool => tool.Name == call.Name);
            using Decision<ToolCall, ToolResult> calling = scope.Decide(ToolEvents.Call(call, this));
            if (!exists)
            {
                calling.Emit(ToolEvents.NotFound(call, this, tools!.Select(tool => tool.Name)));
            }

            calling.Answer(new ToolResult
            {
                CallId = id,
                Name = call.Name,
                Ok = exists,
                Content = turn.Content ?? string.Empty,
                ErrorKind = exists ? null : ToolEvents.UnknownTool,
            });
        }

        asked.State = AskedState.Closed;
    }

    private void Ask(ChatTurn turn, AskedState state)
    {
        foreach (RequestedToolCall call in turn.ToolCalls ?? [])
        {
            _asked.Remove(call.Id);
            _asked[call.Id] = new AskedCall(call) { State = state };
        }
    }

    private void LeaveUnresolved(ITraceScope scope, string reason, Func<string, bool> isMissing)
    {
        foreach (AskedCall asked in _asked.Values.Where(asked => asked.State == AskedState.Open && isMissing(asked.Call.Id)))
        {
            asked.State = AskedState.Closed;
            scope.Emit(new ToolCallUnresolved { CallId = asked.Call.Id, Name = asked.Call.Name, Conversation = Name, Reason = reason });
        }
    }

    private static bool Same(ChatTurn one, ChatTurn other) =>
        one.Role == other.Role
        && (one.Content ?? string.Empty) == (other.Content ?? string.Empty)
        && one.ToolCallId == other.ToolCallId
        && (one.ToolCalls ?? []).Select(call => (call.Name, call.Arguments)).SequenceEqual((other.ToolCalls ?? []).Select(call => (call.Name, call.Arguments)))
        && (one.Parts ?? []).SequenceEqual(other.Parts ?? []);

    private static bool SameJson(string one, string other)
    {
        try
        {
            return JsonElement.DeepEquals(JsonElement.Parse(one), JsonElement.Parse(other));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private enum AskedState
    {
        Open,
        Recorded,
        Closed,
    }

    private sealed class AskedCall(RequestedToolCall call)
    {
        public RequestedToolCall Call { get; } = call;

        public AskedState State { get; set; }
    }
}
