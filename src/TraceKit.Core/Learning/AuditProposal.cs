using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>An action that an audit proposed, where what became of it was not recorded.</summary>
public sealed record AuditProposal
{
    /// <summary>What was proposed.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>Ids of the rules that it names; they need not exist. Default: none.</summary>
    [RegularExpression(Wire.Name)]
    public IReadOnlyList<string> RuleIds { get; init => field = value ?? []; } = [];

    /// <summary>Of a merge, the name that the one rule would have. Default: none, or not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? Into { get; init; }
}
