using System.Text.Json;
using TraceKit.Tools;

namespace TraceKit.Models;

/// <summary>What was sent to a model.</summary>
public sealed record LlmRequest
{
    /// <summary>The turns that were sent, in order. Default: not recorded.</summary>
    public IReadOnlyList<ChatTurn>? Messages { get; init; }

    /// <summary>Sampling temperature. Default: the provider's.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling. Default: the provider's.</summary>
    public double? TopP { get; init; }

    /// <summary>Top-k sampling. Default: the provider's.</summary>
    public long? TopK { get; init; }

    /// <summary>Limit on the reply, in tokens. Default: the provider's.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Sampling seed. Default: none.</summary>
    public long? Seed { get; init; }

    /// <summary>Penalty on tokens by how often they stand in the text, from -2 to 2. Default: the provider's.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Penalty on tokens that stand in the text, from -2 to 2. Default: the provider's.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Texts that end the reply, in order. Default: none.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>How hard the model is to think, in the provider's word. Default: the provider's.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Requested format of the reply, such as <c>json_object</c>. Default: text.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>JSON Schema that the reply was to meet. Default: none.</summary>
    public JsonElement? ResponseSchema { get; init; }

    /// <summary>The tools that were declared, in order. Default: none, or not recorded.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, <c>required</c>, or the name of the tool that must be called. Default: the provider's.</summary>
    public string? ToolChoice { get; init; }

    /// <summary>Whether the provider took the requested format; false when it refused and the call was made without, which explains malformed replies. Default: not known.</summary>
    public bool? UsedResponseFormat { get; init; }

    /// <summary><c>sha256:</c> and the hash of the tool definitions as sent: calls that were made with other tools do not belong in one comparison. Default: not computed.</summary>
    public string? ToolsHash { get; init; }
}
