using TraceKit.Contract;

namespace TraceKit.Tracing;

/// <summary>How an operation ended: the answer to an <see cref="Operation"/>.</summary>
public sealed record OperationResult : ITraceEvent<OperationResult>
{
    /// <inheritdoc/>
    public static TraceEventType<OperationResult> EventType { get; } = new("operation_result", 1, EventsJson.Default.OperationResult);

    /// <summary>Name of the operation.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended.</summary>
    public required OperationStatus Status { get; init; }

    /// <summary>What it returned, as JSON text. Default: nothing, or not recorded.</summary>
    public string? Result { get; init; }

    /// <summary>What was thrown. Default: nothing.</summary>
    public ErrorDetail? Error { get; init; }

    /// <summary>Time from the call to the end, in milliseconds; of a stream it holds the time that its reader took.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Of a stream: how many items its reader got. Default: it is no stream.</summary>
    public long? Items { get; init; }

    /// <summary>Of a stream: time from the call to the first item, in milliseconds. Default: it is no stream, or there was no item.</summary>
    public double? FirstItemMs { get; init; }
}
