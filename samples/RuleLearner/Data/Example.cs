namespace RuleLearner.Data;

/// <summary>A text and the class that it belongs to.</summary>
public sealed record Example(string Text, string Label);
