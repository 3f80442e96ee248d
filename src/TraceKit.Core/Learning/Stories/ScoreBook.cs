using System.Globalization;

namespace TraceKit.Learning.Stories;

/// <summary>The F1 as the steps leave it, and what in a step does not start from it.</summary>
internal sealed class ScoreBook
{
    /// <summary>Sources round F1 to four digits: two numbers may differ by as much and still be the same.</summary>
    public const double Tolerance = 0.00011;

    private double? _now;
    private bool? _onDev;
    private double? _beforeChange;
    private string? _changedBy;
    private bool _isUnevaluated;

    /// <summary>Where the steps have arrived, or null when that is not known.</summary>
    public double? Now => _now;

    /// <summary>Whether two F1 are the same within what sources round off.</summary>
    public static bool Near(double left, double right) => Math.Abs(left - right) <= Tolerance;

    /// <summary>Takes a step.</summary>
    /// <returns>The rule that it breaks and how, or null.</returns>
    public (string Rule, string Message)? Apply(LearningEntry entry)
    {
        switch (entry)
        {
            case { Synthesis: { } made }:
                Arrive(made.Metrics, null);
                return null;
            case { Iteration: { } round }:
                return Take(round);
            case { Audit: { } audit }:
                return Change("the audit", audit.Before, audit.After, audit.Reverted, audit.Merged.Count + audit.Removed.Count + audit.Tightened.Count > 0, audit.Proposed.Count > 0);
            case { Prune: { } prune }:
                return Change("the pruning", prune.Before, prune.After, isReverted: false, prune.Rules.Count > 0, isUnknown: false);
            case { RestoreBest: { } restored }:
                (string, string)? broken = Compare(restored.Last, _onDev, "the last F1")
                    ?? (restored.Best.MicroF1 < restored.Last.MicroF1 - Tolerance
                        ? (LearningRules.Restored, $"F1 {Text(restored.Best.MicroF1)} was restored as the best over F1 {Text(restored.Last.MicroF1)}")
                        : null);
                Arrive(restored.Best, _onDev);
                return broken;
            case { Final: { Metrics: { } metrics } final }:
                return Compare(metrics, final.OnDev, "the final F1");
            default:
                return null;
        }
    }

    private (string Rule, string Message)? Take(Iteration round)
    {
        (string, string)? broken = Compare(round.Before, round.OnDev, "the F1 before") ?? Contradiction(round);
        (double? now, bool? onDev) = (_now, _onDev);
        Arrive(round.Accepted == true ? round.After : round.Accepted is null && round.Patch is not null ? null : round.Before, round.OnDev);
        if (_now is null && round.Accepted == false)
        {
            (_now, _onDev) = (now, onDev);
        }

        return broken;
    }

    private (string Rule, string Message)? Change(string what, LearningMetrics? before, LearningMetrics? after, bool isReverted, bool changes, bool isUnknown)
    {
        (string, string)? broken = Compare(before, _onDev, "the F1 before");
        double? from = before?.MicroF1 ?? _now;
        if (isUnknown)
        {
            Arrive(null, _onDev);
        }
        else if (isReverted || !changes)
        {
            _now = from;
        }
        else
        {
            _now = after?.MicroF1 ?? from;
            _beforeChange = from;
            _changedBy = what;
            _isUnevaluated = after is null;
        }

        return broken;
    }

    private (string Rule, string Message)? Compare(LearningMetrics? metrics, bool? onDev, string what)
    {
        if (metrics is not { MicroF1: var said } || _now is not { } now || (onDev is { } set && _onDev is { } known && set != known))
        {
            return null;
        }

        bool isOld = _beforeChange is { } old && Near(said, old);
        if (isOld && (_isUnevaluated || !Near(said, now)))
        {
            return (LearningRules.StaleBaseline, _isUnevaluated
                ? $"{what} is {Text(said)}, that of before {_changedBy}, which changed rules and was not evaluated: what it did is credited to this step"
                : $"{what} is {Text(said)}, that of before {_changedBy}; after it the F1 is {Text(now)}");
        }

        return Near(said, now) || _isUnevaluated ? null : (LearningRules.Delta, $"{what} is {Text(said)}; the steps before arrive at {Text(now)}");
    }

    /// <summary>A lower F1 that was kept, or a higher one that was not, is only right by a rule that is named.</summary>
    private static (string Rule, string Message)? Contradiction(Iteration round) => round switch
    {
        { DecidedBy: not null } or { Before: null } or { After: null } => null,
        { Accepted: true } when round.After.MicroF1 < round.Before.MicroF1 - Tolerance =>
            (LearningRules.Decision, $"the F1 fell from {Text(round.Before.MicroF1)} to {Text(round.After.MicroF1)}, the patch was accepted, and no rule is named"),
        { Accepted: false } when round.After.MicroF1 > round.Before.MicroF1 + Tolerance =>
            (LearningRules.Decision, $"the F1 rose from {Text(round.Before.MicroF1)} to {Text(round.After.MicroF1)}, the patch was rejected, and no rule is named"),
        _ => null,
    };

    private void Arrive(LearningMetrics? metrics, bool? onDev)
    {
        _now = metrics?.MicroF1;
        _onDev = onDev;
        _beforeChange = null;
        _changedBy = null;
        _isUnevaluated = false;
    }

    private static string Text(double f1) => f1.ToString("0.0000", CultureInfo.InvariantCulture);
}
