namespace TraceKit.Learning.Rendering;

/// <summary>A point of the F1 curve.</summary>
/// <param name="Series">Points of one series are joined; those of the rules at work are <see cref="AtWork"/>.</param>
/// <param name="Label">The step, short, for the axis.</param>
/// <param name="F1">How high.</param>
/// <param name="Rules">Number of rules. Default: not known.</param>
/// <param name="Mark">What it is.</param>
/// <param name="Tip">The step in words.</param>
internal sealed record CurvePoint(string Series, string Label, double F1, int? Rules, CurveMark Mark, string Tip)
{
    public const string AtWork = "rules at work";
}
