using TraceKit.Contract;

namespace TraceKit.Debugging;

/// <summary>What the developer thought: the step between what was seen and what was done.</summary>
public sealed record Reasoning : ITraceEvent<Reasoning>
{
    /// <inheritdoc/>
    public static TraceEventType<Reasoning> EventType { get; } = new("reasoning", 1, EventsJson.Default.Reasoning, "developer");

    /// <summary>The thought.</summary>
    [NotEmpty]
    public required string Text { get; init; }

    /// <summary>What kind of thought, such as <c>hypothesis</c>, <c>alternative</c>, <c>plan</c>, <c>interpretation</c>, <c>decision</c> or <c>note</c>. Default: not stated.</summary>
    public string? ReasoningType { get; init; }

    /// <summary>How sure the developer is: whether that was right is told by what came after. Default: not stated.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>The <c>seq</c> of each event that it is about, such as the command whose output it reads. Default: none named.</summary>
    public IReadOnlyList<long> About { get; init => field = value ?? []; } = [];
}
