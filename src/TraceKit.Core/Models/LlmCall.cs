using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using TraceKit.Contract;

namespace TraceKit.Models;

/// <summary>One attempt to get a reply from a model; a retry is an event of its own.</summary>
public sealed record LlmCall : ITraceEvent<LlmCall>
{
    /// <inheritdoc/>
    public static TraceEventType<LlmCall> EventType { get; } = new("llm_call", 1, EventsJson.Default.LlmCall, histories: ["/request/messages"]);

    /// <summary>The part of the agent that called, such as <c>planner</c>.</summary>
    public required string Component { get; init; }

    /// <summary>How the attempt ended.</summary>
    public required LlmCallStatus Status { get; init; }

    /// <summary>Conversation that the reply belongs to; calls, messages and tools that share it make one chat row. Default: none.</summary>
    public string? Conversation { get; init; }

    /// <summary>The provider, such as <c>openai</c>. Default: not recorded.</summary>
    public string? Provider { get; init; }

    /// <summary>The model as requested. Default: not recorded.</summary>
    public string? Model { get; init; }

    /// <summary>Number of the attempt within its decision, from 1. Default: the next of the decision that emits it; 1 outside a decision.</summary>
    [Range(1, int.MaxValue)]
    public int Attempt
    {
        get => IsNumbered ? field : 1;
        init
        {
            field = Math.Max(value, 1);
            IsNumbered = true;
        }
    }

    /// <summary>Whether the attempt was said, and is not left to the decision.</summary>
    internal bool IsNumbered { get; private init; }

    /// <summary>What was sent. Default: not recorded.</summary>
    public LlmRequest? Request { get; init; }

    /// <summary>The reply as received; its content is never repaired. Default: no reply.</summary>
    public ChatTurn? Reply { get; init; }

    /// <summary>Every turn of the response, where the client ran tools itself and the reply is only the last. Default: the reply is all.</summary>
    public IReadOnlyList<ChatTurn>? Turns { get; init; }

    /// <summary>What the reply was understood as. Default: not parsed.</summary>
    public JsonElement? Parsed { get; init; }

    /// <summary>Why the model stopped, in the provider's word. Default: not reported.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The model that answered. Default: not reported.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The provider's id of the response. Default: not reported.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Tokens as billed. Default: not reported.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Wall time of the attempt in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? LatencyMs { get; init; }

    /// <summary>Of a stream, time to the first text, reasoning or call in milliseconds. Default: not streamed, or none came.</summary>
    [Range(0.0, double.MaxValue)]
    public double? TimeToFirstTokenMs { get; init; }

    /// <summary>What the provider says the attempt cost, in US dollars; never a guess from a price list. Default: not reported.</summary>
    [Range(0.0, double.MaxValue)]
    public double? CostUsd { get; init; }

    /// <summary>The prompt that was used. Default: not declared.</summary>
    public PromptReference? Prompt { get; init; }

    /// <summary>What went wrong. Default: nothing.</summary>
    public ErrorDetail? Error { get; init; }
}
