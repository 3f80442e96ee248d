using TraceKit.Contract;

namespace TraceKit.Models;

/// <summary>A reply could not be read as what the decision needed; the reply itself is in the <c>llm_call</c>.</summary>
public sealed record ParseFailure : ITraceEvent<ParseFailure>
{
    /// <inheritdoc/>
    public static TraceEventType<ParseFailure> EventType { get; } = new("parse_failure", 1, EventsJson.Default.ParseFailure);

    /// <summary>What was wrong.</summary>
    public required ParseFailureKind Kind { get; init; }

    /// <summary>Wire name of the event that the reply should have become.</summary>
    public required string Expected { get; init; }

    /// <summary>JSON path of the offending place. Default: the whole reply.</summary>
    public string? Path { get; init; }

    /// <summary>What was expected there, for people.</summary>
    public required string Message { get; init; }

    /// <summary>The reply, when no <c>llm_call</c> holds it. Default: see the call.</summary>
    public string? Raw { get; init; }
}
