using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Telling;

/// <summary>A chat that grows from request to request.</summary>
internal sealed class Conversation(string name)
{
    private readonly List<ChatTurn> _replies = [];

    public string Name => name;

    /// <summary>The messages of its last request.</summary>
    public IReadOnlyList<ChatTurn> Sent { get; private set; } = [];

    /// <summary>Whether a request goes on with it: it begins with all that was sent before.</summary>
    public bool Begins(IReadOnlyList<ChatTurn> messages) =>
        messages.Count >= Sent.Count && Sent.Zip(messages).All(pair => Same(pair.First, pair.Second));

    /// <summary>Takes a request and gives what is new in it: what is neither known nor a reply.</summary>
    public IReadOnlyList<ChatTurn> Take(IReadOnlyList<ChatTurn> messages)
    {
        int known = Begins(messages) ? Sent.Count : 0;
        var fresh = messages.Skip(known).Where(turn => !_replies.Exists(reply => Same(reply, turn))).ToList();
        Sent = messages;
        _replies.Clear();
        return fresh;
    }

    public void Answer(ChatTurn reply) => _replies.Add(reply);

    /// <summary>Two tellings of one turn; ids and the spelling of arguments may differ from one to the other.</summary>
    private static bool Same(ChatTurn one, ChatTurn other) =>
        one.Role == other.Role
        && (one.Content ?? string.Empty) == (other.Content ?? string.Empty)
        && one.ToolCallId == other.ToolCallId
        && (one.ToolCalls ?? []).Select(call => (call.Id, call.Name)).SequenceEqual((other.ToolCalls ?? []).Select(call => (call.Id, call.Name)))
        && (one.Parts?.Count ?? 0) == (other.Parts?.Count ?? 0);
}
