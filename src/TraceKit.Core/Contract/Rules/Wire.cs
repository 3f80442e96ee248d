namespace TraceKit.Contract.Rules;

/// <summary>Patterns that several vocabularies share.</summary>
internal static class Wire
{
    /// <summary>A stable word to count by, such as <c>max_iterations</c>.</summary>
    public const string Word = "^[a-z][a-z0-9_.-]{0,63}$";

    /// <summary>A name or an id: one line of at most 128 characters, too short for a document.</summary>
    public const string Name = "^[^\\u0000-\\u001f\\u007f]{1,128}$";

    /// <summary>A SHA-256 with its name before it.</summary>
    public const string Sha256 = "^sha256:[0-9a-f]{64}$";
}
