namespace TraceKit.Contract.Rules;

/// <summary>A rule of a contract that data breaks, and where.</summary>
/// <param name="Path">JSON path of the place, from the value that was checked: empty for itself, such as <c>.steps[2].step_id</c> below it.</param>
/// <param name="Rule">The rule in the words of JSON Schema, such as <c>minimum 1</c>.</param>
internal readonly record struct RuleBreak(string Path, string Rule)
{
    public RuleBreak Below(string segment) => this with { Path = segment + Path };

    public override string ToString() => $"${Path} breaks the rule '{Rule}'";
}
