namespace TraceKit.Sft.Rows;

/// <summary>What may happen to a value on its way from an event to a row. Each can be done again and compared.</summary>
internal static class Operations
{
    /// <summary>The string itself.</summary>
    public const string Identity = "identity";

    /// <summary>The JSON text of a value, byte for byte as it lies in the file.</summary>
    public const string JsonText = "json-text";

    /// <summary>A part of the string, letter for letter: the object that was found within a reply.</summary>
    public const string Substring = "substring";

    /// <summary>Null became the empty text, because the target's template prints null as a word.</summary>
    public const string NullAsEmpty = "null-as-empty";

    /// <summary>A text that the recipe gives.</summary>
    public const string Recipe = "recipe";

    /// <summary>Tool definitions of the run line in the target's shape.</summary>
    public const string Tools = "tools";
}
