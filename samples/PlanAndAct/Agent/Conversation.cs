using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;

namespace PlanAndAct.Agent;

/// <summary>The messages of a chat. A chat with a name is recorded turn by turn, so that the whole of it can be rebuilt from events.</summary>
internal sealed class Conversation(string? name = null)
{
    private readonly List<ChatMessage> _messages = [];

    public string? Name => name;

    public IReadOnlyList<ChatMessage> Messages => _messages;

    /// <summary>Adds a turn of our own; in a named chat it is an event of the decision that it serves.</summary>
    public void Say<TInput, TOutput>(Decision<TInput, TOutput> within, ChatRole role, string text)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        _messages.Add(new ChatMessage(role, text));
        if (name is not null)
        {
            within.Emit(new Message { Conversation = name, Role = role.Value, Content = text });
        }
    }

    /// <summary>Adds a reply or a tool's result, which have events of their own.</summary>
    public void Add(ChatMessage message) => _messages.Add(message);
}
