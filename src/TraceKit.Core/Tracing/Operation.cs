using TraceKit.Contract;

namespace TraceKit.Tracing;

/// <summary>A piece of the program's own work begins, such as a method that is called.</summary>
public sealed record Operation : IDecisionInput<Operation, OperationResult>
{
    /// <inheritdoc/>
    public static TraceEventType<Operation> EventType { get; } = new("operation", 1, EventsJson.Default.Operation);

    /// <summary>Name of the operation: the same for each call, so that calls can be counted by it.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments as JSON text. Default: not recorded.</summary>
    public string? Arguments { get; init; }

    /// <summary>Words to find the operation by. Default: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Further facts by name. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
