using Microsoft.Extensions.AI;
using TraceKit.Extensions.AI;

namespace PlanAndAct.Agent;

/// <summary>The messages of a chat. A traced chat is recorded turn by turn, so that the whole of it can be rebuilt from events.</summary>
internal sealed class Conversation(TracedConversation? trace = null)
{
    private readonly List<ChatMessage> _messages = [];

    public TracedConversation? Trace => trace;

    public IReadOnlyList<ChatMessage> Messages => _messages;

    public void Say(ChatRole role, string text) => _messages.Add(new ChatMessage(role, text));

    /// <summary>Adds a reply or a tool's result.</summary>
    public void Add(ChatMessage message) => _messages.Add(message);
}
