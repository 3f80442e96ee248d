using System.Text.Json;
using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>What an executor does to its environment.</summary>
public sealed record AgentAction
{
    /// <summary>Kind of action, such as <c>search</c>, <c>tool</c> or <c>exit</c>: the environment's own word.</summary>
    [NotEmpty]
    public required string ActionType { get; init; }

    /// <summary>What the action acts on. Default: nothing.</summary>
    public string? Target { get; init; }

    /// <summary>Arguments as a JSON object. Default: none.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>Why the agent chose it. Default: not stated.</summary>
    public string? Rationale { get; init; }

    /// <summary>Whether the agent says that the episode is over. It is the agent's claim, never a success label.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The answer that ends the episode. Default: none.</summary>
    public string? FinalAnswer { get; init; }
}
