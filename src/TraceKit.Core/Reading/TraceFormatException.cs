namespace TraceKit.Reading;

/// <summary>A run file breaks its format, and the caller asked for strictness.</summary>
public sealed class TraceFormatException(TraceFinding finding)
    : Exception((finding ?? throw new ArgumentNullException(nameof(finding))).ToString())
{
    /// <summary>The first finding of severity <see cref="FindingSeverity.Error"/>.</summary>
    public TraceFinding Finding { get; } = finding;

    /// <summary>The file.</summary>
    public string File => Finding.File;

    /// <summary>Line, from 1; 0 for the whole file.</summary>
    public long Line => Finding.Line;

    /// <summary>Byte within the line, from 1; 0 for the whole line.</summary>
    public long Column => Finding.Column;

    /// <summary>Id of the rule that is broken.</summary>
    public string Rule => Finding.Rule;
}
