using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>An action that an audit proposed and that was not taken.</summary>
public sealed record SkippedAction
{
    /// <summary>What was proposed.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>Ids that it named; they need not exist. Default: none.</summary>
    [RegularExpression(Wire.Name)]
    public IReadOnlyList<string> RuleIds { get; init => field = value ?? []; } = [];

    /// <summary>Why it was not taken, such as <c>unknown_ids</c>, <c>bad_regex</c> or <c>single_source</c>.</summary>
    [RegularExpression(Wire.Word)]
    public required string Reason { get; init; }
}
