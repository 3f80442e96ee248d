using TraceKit.Models;

namespace TraceKit.ModelOutput;

/// <summary>Why a reply is not the answer that was asked for.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Path">JSON path of the offending place, or null for the whole reply.</param>
/// <param name="Message">What was expected there.</param>
public sealed record ModelOutputFailure(ParseFailureKind Kind, string? Path, string Message);
