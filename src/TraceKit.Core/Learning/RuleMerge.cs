using TraceKit.Contract;

namespace TraceKit.Learning;

/// <summary>Rules that an audit made one: lineage of the sources leads on to the one.</summary>
public sealed record RuleMerge
{
    /// <summary>The rules that were merged, at least one.</summary>
    [NotEmpty]
    public required IReadOnlyList<RuleRef> Sources { get; init; }

    /// <summary>The rule that stands for them.</summary>
    public required RuleRef Into { get; init; }
}
