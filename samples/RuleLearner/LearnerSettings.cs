namespace RuleLearner;

/// <summary>How a learner works.</summary>
public sealed record LearnerSettings
{
    /// <summary>Whether a critic, a coordinator and audits within refinement take part. Default: no.</summary>
    public bool IsAgentic { get; init; }

    /// <summary>Limit on iterations. Default: 6.</summary>
    public int MaxIterations { get; init; } = 6;

    /// <summary>Limit on rules. Default: 60.</summary>
    public int MaxRules { get; init; } = 60;

    /// <summary>An audit comes every so many iterations of the agentic path. Default: 2.</summary>
    public int AuditInterval { get; init; } = 2;

    /// <summary>The critic is asked every so many iterations of the agentic path. Default: 2.</summary>
    public int CriticInterval { get; init; } = 2;

    /// <summary>Examples that a patch sees, failures first. Default: 200.</summary>
    public int ShownExamples { get; init; } = 200;

    /// <summary>How far F1 may fall before an audit is taken back. Default: 1 point of a hundred.</summary>
    public double AuditTolerance { get; init; } = 0.01;

    /// <summary>The share of examples that is right as a whole at which learning stops. Default: 0.98.</summary>
    public double GoodEnough { get; init; } = 0.98;
}
