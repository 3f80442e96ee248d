using System.Globalization;

namespace TraceKit.Reading;

/// <summary>Something that a reader noticed: which rule, where, what.</summary>
/// <param name="Rule">Stable id of the rule, listed in <c>docs/format/trace-v1.md</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="File">The file.</param>
/// <param name="Line">Line, from 1; 0 for the whole file.</param>
/// <param name="Column">Byte within the line, from 1; 0 for the whole line.</param>
/// <param name="Message">What was expected there and what was found.</param>
public sealed record TraceFinding(string Rule, FindingSeverity Severity, string File, long Line, long Column, string Message)
{
    /// <summary>The place as <c>file:line:column</c>, without the parts that are not known.</summary>
    public string Where => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}"),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Rule}: {Message}";
}
