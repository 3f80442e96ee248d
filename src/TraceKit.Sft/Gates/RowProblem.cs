namespace TraceKit.Sft.Gates;

/// <summary>Something that is wrong with one row.</summary>
/// <param name="Pointer">JSON pointer of the place within the row.</param>
/// <param name="Message">What was expected there.</param>
/// <param name="IsWarning">Whether the row can be used all the same.</param>
internal sealed record RowProblem(string Pointer, string Message, bool IsWarning = false);
