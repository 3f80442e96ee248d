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

    /// <summary>Limit on the reply, in tokens. Default: the provider's.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Sampling seed. Default: none.</summary>
    public long? Seed { get; init; }

    /// <summary>Requested format of the reply, such as <c>json_object</c>. Default: text.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>JSON Schema that the reply was to meet. Default: none.</summary>
    public JsonElement? ResponseSchema { get; init; }

    /// <summary>Texts that end the reply. Default: none.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>The tools that were declared, in order. Default: none, or not recorded.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, <c>required</c>, or the name of the tool that must be called. Default: the provider's.</summary>
    public string? ToolChoice { get; init; }
}
