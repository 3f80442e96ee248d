using System.Globalization;
using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Telling;

/// <summary>Finds the conversation that a request goes on with: the one that it names, else the one with the longest history that it repeats.</summary>
internal sealed class Conversations
{
    /// <summary>Older ones are forgotten: a request that goes on with one of them begins a new one.</summary>
    private const int Most = 64;

    private readonly List<Conversation> _all = [];
    private int _made;

    /// <summary>Takes a request.</summary>
    /// <param name="named">The conversation's id, where the program gives it one.</param>
    /// <param name="messages">What was sent, where it is known.</param>
    /// <param name="entered">The turns that the request adds.</param>
    /// <returns>The conversation; null where nothing of what was sent is known.</returns>
    public Conversation? Continue(string? named, IReadOnlyList<ChatTurn>? messages, out IReadOnlyList<ChatTurn> entered)
    {
        entered = [];
        if (messages is not { Count: > 0 })
        {
            return null;
        }

        Conversation? known = named is not null
            ? _all.Find(conversation => conversation.Name == named)
            : _all.Where(conversation => conversation.Begins(messages)).MaxBy(conversation => conversation.Sent.Count);
        Conversation found = known ?? Add(named ?? string.Create(CultureInfo.InvariantCulture, $"captured-{++_made}"));
        entered = found.Take(messages);
        return found;
    }

    /// <summary>Whether a conversation of that id goes on here.</summary>
    public bool Knows(string named) => _all.Exists(conversation => conversation.Name == named);

    private Conversation Add(string name)
    {
        if (_all.Count == Most)
        {
            _all.RemoveAt(0);
        }

        var conversation = new Conversation(name);
        _all.Add(conversation);
        return conversation;
    }
}
