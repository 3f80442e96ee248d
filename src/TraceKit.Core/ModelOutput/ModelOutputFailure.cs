using TraceKit.Models;

namespace TraceKit.ModelOutput;

/// <summary>Why a reply is not the answer that was asked for.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Path">JSON path of the offending place, or null for the whole reply.</param>
/// <param name="Message">What was expected there.</param>
public sealed record ModelOutputFailure(ParseFailureKind Kind, string? Path, string Message)
{
    /// <summary>
    /// The rule that failed, in the words of JSON Schema: <c>required intent</c>, <c>type</c>, <c>additionalProperties</c>,
    /// <c>minimum 1</c>, … Default: none, as where there is no JSON.
    /// </summary>
    public string? Rule { get; init; }
}
