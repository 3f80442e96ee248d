using System.Buffers;
using System.Globalization;
using System.Text;

namespace TraceKit.Rendering;

/// <summary>Makes text from elsewhere harmless to a terminal: what would act on it or hide in it is shown as an escape.</summary>
public static class TerminalText
{
    /// <summary>Shows control and format characters (save line feed, tab and the joiners), U+2028, U+2029 and lone surrogates as <c>\x1b</c>, <c>\u202e</c> and the like.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Text that a terminal prints and does not obey.</returns>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length);
        for (int position = 0; position < text.Length;)
        {
            if (text[position] is '\n' or '\t')
            {
                shown.Append(text[position++]);
            }
            else
            {
                AppendNext(shown, text, ref position);
            }
        }

        return shown.Length == text.Length && text.AsSpan().SequenceEqual(shown.ToString()) ? text : shown.ToString();
    }

    /// <summary>Escapes text and puts it on one line: white space becomes one blank, and what is too long ends in an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxWidth">Columns that it may take. Default: any number.</param>
    public static string Line(string text, int maxWidth = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(Math.Min(text.Length, 256));
        int width = 0;
        int cut = 0;
        for (int position = 0; position < text.Length;)
        {
            int blank = BlankLength(text, position);
            position += blank;
            if (blank > 0)
            {
                continue;
            }

            bool separated = shown.Length > 0 && position > 0 && BlankEndsAt(text, position);
            width += separated ? 1 : 0;
            shown.Append(separated ? " " : string.Empty);
            width += AppendNext(shown, text, ref position);
            if (width > maxWidth || shown.Length > 16L * maxWidth)
            {
                shown.Length = cut;
                return shown.Append('…').ToString();
            }

            cut = width < maxWidth ? shown.Length : cut;
        }

        return shown.ToString();
    }

    /// <summary>The columns that text takes in a terminal: two for East Asian wide characters and emoji, none for combining marks.</summary>
    /// <param name="text">Text on one line.</param>
    public static int Width(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += CellWidth.Of(rune);
        }

        return width;
    }

    private static int BlankLength(string text, int position) => text[position] switch
    {
        ' ' or '\t' or '\n' => 1,
        '\r' when position + 1 < text.Length && text[position + 1] == '\n' => 2,
        _ => 0,
    };

    private static bool BlankEndsAt(string text, int position) => text[position - 1] is ' ' or '\t' or '\n';

    private static int AppendNext(StringBuilder shown, string text, ref int position)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(position), out Rune rune, out int consumed) != OperationStatus.Done)
        {
            return AppendEscape(shown, text[position++]);
        }

        position += consumed;
        if (IsActive(rune))
        {
            return AppendEscape(shown, rune.Value);
        }

        shown.Append(text, position - consumed, consumed);
        return CellWidth.Of(rune);
    }

    private static int AppendEscape(StringBuilder shown, int value)
    {
        string escape = value switch
        {
            <= 0xff => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            <= 0xffff => string.Create(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\U{value:x8}"),
        };
        shown.Append(escape);
        return escape.Length;
    }

    /// <summary>The two joiners are spelling in several scripts and in emoji; every other format character steers the display.</summary>
    private static bool IsActive(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value is not (0x200c or 0x200d),
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => false,
    };
}
