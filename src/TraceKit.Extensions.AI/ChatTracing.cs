using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI;

/// <summary>What the caller knows of the model calls of a traced client and the client does not.</summary>
public sealed record ChatTracing
{
    /// <summary>The part of the agent that calls, such as <c>planner</c>.</summary>
    /// <value>Default: <c>assistant</c>.</value>
    public string Component { get; init; } = "assistant";

    /// <summary>The conversation that the calls continue. Default: none, and the calls make no chat row.</summary>
    public TracedConversation? Conversation { get; init; }

    /// <summary>Number of the attempt within its decision, from 1.</summary>
    /// <value>Default: 1. An agent that asks again traces the client again with the next number.</value>
    public int Attempt { get; init; } = 1;

    /// <summary>The prompt that is used. Default: not declared.</summary>
    public PromptReference? Prompt { get; init; }

    /// <summary>Reads a reply's text as what it should be; what it throws is counted and changes nothing. Default: any reply is fine.</summary>
    /// <remarks>A reply that only calls tools is not read.</remarks>
    public Func<string, ReplyReading>? Read { get; init; }

    /// <summary>Whether a stream that ends without a finish reason was cut, and is recorded as interrupted.</summary>
    /// <value>Default: true. Set it to false for a client that never reports <see cref="ChatResponseUpdate.FinishReason"/>.</value>
    public bool ExpectsFinishReason { get; init; } = true;
}
