namespace TraceKit.Sft.Gates;

/// <summary>One thing that a gate found.</summary>
/// <param name="Row">The row, run or task that it was found in.</param>
/// <param name="Message">What was found, with the place within the row.</param>
public sealed record GateEvidence(string Row, string Message);
