using System.Text.Json;

namespace TraceKit.Tools;

/// <summary>A tool as it was declared to the model; rows repeat it, gates check calls against it.</summary>
public sealed record ToolDefinition
{
    /// <summary>Name that the model calls it by.</summary>
    public required string Name { get; init; }

    /// <summary>What the model was told about it. Default: nothing.</summary>
    public string? Description { get; init; }

    /// <summary>JSON Schema of the arguments. Default: not declared.</summary>
    public JsonElement? Parameters { get; init; }
}
