using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Telling;

/// <summary>The calls of tools that models of a run have asked for, and whether anything shows what became of them.</summary>
internal sealed class AskedCalls
{
    private readonly OrderedDictionary<string, Asked> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _answeredBefore = new(StringComparer.Ordinal);

    /// <summary>Takes the calls of a turn. Those of a history are closed: what became of them lies before what was captured.</summary>
    public void Ask(ChatTurn turn, string? conversation, bool isHistory)
    {
        foreach (RequestedToolCall call in turn.ToolCalls ?? [])
        {
            bool isAnswered = isHistory || _answeredBefore.Remove(call.Id);
            _byId.Remove(call.Id);
            _byId[call.Id] = new Asked(call, conversation) { State = isAnswered ? AskedState.Closed : AskedState.Open };
        }
    }

    public bool WasAsked(string callId) => _byId.ContainsKey(callId);

    /// <summary>A span, or somebody else, told what became of a call.</summary>
    public void Answered(string callId) => Answered(callId, out _);

    /// <summary>A span told what became of a call.</summary>
    /// <returns>The call as it was asked, where it was.</returns>
    public RequestedToolCall? Answered(string callId, out string? conversation)
    {
        if (_byId.TryGetValue(callId, out Asked? asked))
        {
            asked.State = AskedState.Closed;
            conversation = asked.Conversation;
            return asked.Call;
        }

        conversation = null;
        _answeredBefore.Add(callId);
        return null;
    }

    /// <summary>A request holds the answer to a call.</summary>
    /// <returns>What was known of the call before.</returns>
    public AskedState Observe(string callId, out RequestedToolCall? call)
    {
        call = null;
        if (!_byId.TryGetValue(callId, out Asked? asked))
        {
            return _answeredBefore.Contains(callId) ? AskedState.Closed : AskedState.Unknown;
        }

        AskedState before = asked.State;
        (call, asked.State) = (asked.Call, AskedState.Closed);
        return before;
    }

    /// <summary>The open calls of a conversation that its next request goes without; they are closed.</summary>
    public IReadOnlyList<(RequestedToolCall Call, string? Conversation)> LeaveUnanswered(string conversation, IReadOnlyList<ChatTurn> sent) =>
        Leave(asked => asked.Conversation == conversation && !sent.Any(turn => turn.ToolCallId == asked.Call.Id));

    /// <summary>All open calls; they are closed.</summary>
    public IReadOnlyList<(RequestedToolCall Call, string? Conversation)> LeaveAll() => Leave(_ => true);

    private List<(RequestedToolCall Call, string? Conversation)> Leave(Func<Asked, bool> isLeft)
    {
        var left = new List<(RequestedToolCall, string?)>();
        foreach (Asked asked in _byId.Values.Where(asked => asked.State == AskedState.Open && isLeft(asked)))
        {
            asked.State = AskedState.Closed;
            left.Add((asked.Call, asked.Conversation));
        }

        return left;
    }

    private sealed class Asked(RequestedToolCall call, string? conversation)
    {
        public RequestedToolCall Call => call;

        public string? Conversation => conversation;

        public AskedState State { get; set; }
    }
}
