using System.ComponentModel.DataAnnotations;
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

    /// <summary>The rule that failed, in the words of JSON Schema, such as <c>required intent</c>, <c>type</c> or <c>minimum 1</c>: what to count failures by. Default: none, as where there is no JSON.</summary>
    public string? Rule { get; init; }

    /// <summary>What was expected there, for people.</summary>
    public required string Message { get; init; }

    /// <summary>Number of the attempt whose reply it was, from 1, as its <c>llm_call</c> says. Default: no call of the decision was recorded before.</summary>
    [Range(1, int.MaxValue)]
    public int? Attempt { get; init; }

    /// <summary>The reply, when no <c>llm_call</c> holds it. Default: see the call.</summary>
    public string? Raw { get; init; }
}
