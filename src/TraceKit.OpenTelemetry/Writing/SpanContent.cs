namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Whether spans say what was said, such as prompts, and how long that may be.</summary>
/// <param name="IsWanted">Whether it is wanted.</param>
/// <param name="MaxLength">The longest attribute, in UTF-16 units.</param>
internal readonly record struct SpanContent(bool IsWanted, int MaxLength)
{
    /// <summary>How long content may be, where nobody says.</summary>
    public const int DefaultMaxLength = 64 * 1024;

    /// <summary>Nothing is said.</summary>
    public static SpanContent None { get; } = new(IsWanted: false, DefaultMaxLength);
}
