namespace TraceKit.Learning.Stories;

/// <summary>A fact of two learning runs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Left">Its value in the first; null where it does not say.</param>
/// <param name="Right">Its value in the second; null where it does not say.</param>
public sealed record LearningDifference(string Name, string? Left, string? Right);
