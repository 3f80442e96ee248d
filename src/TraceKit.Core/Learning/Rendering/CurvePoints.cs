using System.Globalization;
using TraceKit.Learning.Stories;

namespace TraceKit.Learning.Rendering;

/// <summary>The points of a story's F1 curves, in the order of the entries. Metrics of different sets of examples are different curves.</summary>
internal static class CurvePoints
{
    public static IReadOnlyList<CurvePoint> Of(LearningStory story)
    {
        List<CurvePoint> points = [];
        bool? onDev = null;
        foreach ((LearningEntry entry, StoryStep step) in story.Entries.Zip(StorySteps.Of(story)))
        {
            onDev = entry.Iteration?.OnDev ?? onDev;
            string tip = $"{step.Name}{(step.Outcome is { } outcome ? ", " + outcome : string.Empty)}{(step.Detail.Length > 0 ? ": " + step.Detail : string.Empty)}";
            points.AddRange(PointsOf(entry, step, tip, isAtWork: points.Exists(point => point.Series == CurvePoint.AtWork), onDev));
        }

        return points;
    }

    private static IEnumerable<CurvePoint> PointsOf(LearningEntry entry, StoryStep step, string tip, bool isAtWork, bool? onDev)
    {
        switch (entry)
        {
            case { Synthesis.Metrics: { } made }:
                yield return new CurvePoint(CurvePoint.AtWork, "syn", made.MicroF1, step.Rules, CurveMark.State, tip);
                break;
            case { Iteration: { } round }:
                string label = round.Number?.ToString(CultureInfo.InvariantCulture) ?? "p";
                if (!isAtWork && round is { Accepted: not null } && round.Before is { } before)
                {
                    yield return new CurvePoint(CurvePoint.AtWork, "·", before.MicroF1, null, CurveMark.State, $"before {step.Name}");
                }

                if (round is { After: { } after, Accepted: not null })
                {
                    yield return new CurvePoint(CurvePoint.AtWork, label, after.MicroF1, step.Rules, round.Accepted.Value ? CurveMark.State : CurveMark.NotKept, tip);
                }

                break;
            case { Audit: { After: { } cleaned } audit }:
                yield return new CurvePoint(CurvePoint.AtWork, "aud", cleaned.MicroF1, step.Rules, audit.Reverted ? CurveMark.NotKept : CurveMark.Cleaning, tip);
                break;
            case { Prune.After: { } left }:
                yield return new CurvePoint(CurvePoint.AtWork, "pru", left.MicroF1, step.Rules, CurveMark.Cleaning, tip);
                break;
            case { RestoreBest: { } restored }:
                yield return new CurvePoint(CurvePoint.AtWork, "best", restored.Best.MicroF1, step.Rules, CurveMark.State, tip);
                break;
            case { Evaluation: { } point }:
                yield return new CurvePoint(
                    point.Stage, point.Number?.ToString(CultureInfo.InvariantCulture) ?? "·", point.Metrics.MicroF1, point.RuleCount, CurveMark.State, tip);
                break;
            case { Final: { Metrics: { } metrics } final }:
                bool same = isAtWork && (onDev is null || final.OnDev is null || onDev == final.OnDev);
                yield return new CurvePoint(same ? CurvePoint.AtWork : "final", "fin", metrics.MicroF1, final.Rules.Count, CurveMark.State, tip);
                break;
        }
    }
}
