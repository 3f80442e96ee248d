using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Tools;

/// <summary>What a tool returned or how it failed: the answer to a <see cref="ToolCall"/>.</summary>
public sealed record ToolResult : ITraceEvent<ToolResult>
{
    /// <inheritdoc/>
    public static TraceEventType<ToolResult> EventType { get; } = new("tool_result", 1, EventsJson.Default.ToolResult, "tool");

    /// <summary>Id of the call that it answers.</summary>
    public required string CallId { get; init; }

    /// <summary>Name of the tool.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the tool did what it was asked.</summary>
    public required bool Ok { get; init; }

    /// <summary>The result exactly as the model saw it.</summary>
    public required string Content { get; init; }

    /// <summary>A stable word for the failure, such as <c>not_found</c> or <c>timeout</c>. Default: no failure.</summary>
    public string? ErrorKind { get; init; }

    /// <summary>What the tool threw; the model need not have seen it. Default: nothing.</summary>
    public ErrorDetail? Error { get; init; }

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? LatencyMs { get; init; }

    /// <summary><c>valid</c> or the JSON pointer and keyword that the arguments violate. Default: not checked.</summary>
    public string? SchemaVerdict { get; init; }
}
