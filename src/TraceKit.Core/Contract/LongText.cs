using System.Globalization;

namespace TraceKit.Contract;

/// <summary>Bounds texts that others wrote, such as the messages of exceptions, and says so in the text.</summary>
internal static class LongText
{
    /// <summary>The longest message of an error that is kept.</summary>
    public const int MaxMessage = 16 * 1024;

    /// <summary>The longest reason that is kept.</summary>
    public const int MaxReason = 1024;

    /// <summary>The text, cut where it is too long.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text, int max)
    {
        if (text is null || text.Length <= max)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… ({text.Length - end} more characters)");
    }
}
