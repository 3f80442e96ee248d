namespace TraceKit.Learning;

/// <summary>What an iteration changed in the rule set.</summary>
public sealed record RulePatch
{
    /// <summary>Rules that came in. Default: none.</summary>
    public IReadOnlyList<RuleRef> Added { get; init => field = value ?? []; } = [];

    /// <summary>Rules that were replaced under their names. Default: none.</summary>
    public IReadOnlyList<RuleReplacement> Replaced { get; init => field = value ?? []; } = [];

    /// <summary>Rules that went out. Default: none.</summary>
    public IReadOnlyList<RuleRef> Deleted { get; init => field = value ?? []; } = [];
}
