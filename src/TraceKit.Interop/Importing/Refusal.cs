namespace TraceKit.Interop.Importing;

/// <summary>Why a foreign record is not imported.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Reason">A stable word to count by.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Column">Byte within the record's line, from 1; 0 when it is not known.</param>
internal sealed record Refusal(string Rule, string Reason, string Message, long Column = 0);
