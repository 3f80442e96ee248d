namespace TraceKit.Learning.Stories;

/// <summary>One rule from the step that made it to the step that ended it.</summary>
public sealed record RuleLife
{
    /// <summary>The rule.</summary>
    public required RuleRef Rule { get; init; }

    /// <summary>Index of the entry that it came with.</summary>
    public required int Born { get; init; }

    /// <summary>How it came: <c>synthesis</c>, <c>patch</c>, <c>replacement</c>, <c>merge</c>, <c>best</c>, <c>restored</c> or <c>final</c>.</summary>
    public required string BornBy { get; init; }

    /// <summary>Index of the entry that it went with. Default: it survives.</summary>
    public int? Ended { get; init; }

    /// <summary>How it went: <c>deleted</c>, <c>replaced</c>, <c>merged</c>, <c>removed</c>, <c>pruned</c> or <c>left_out</c>. Default: it survives.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The rule that stands for it. Default: none does.</summary>
    public RuleRef? Into { get; init; }
}
