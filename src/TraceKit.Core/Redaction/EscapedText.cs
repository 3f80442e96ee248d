using System.Buffers;
using System.Globalization;
using System.Text;

namespace TraceKit.Redaction;

/// <summary>Text without its escapes: JSON and C escapes, percent and numeric HTML escapes, and characters without width.</summary>
/// <remarks>Each character knows the part of the original text that it stands for.</remarks>
internal sealed class EscapedText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\%&\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF");
    private static readonly SearchValues<char> Invisible = SearchValues.Create("\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF");

    private readonly StringBuilder _plain;
    private readonly List<Extent> _origins;
    private readonly string _text;

    private EscapedText(string text)
    {
        _text = text;
        _plain = new StringBuilder(text.Length);
        _origins = new List<Extent>(text.Length);
    }

    /// <summary>How escapes of printable ASCII characters begin in JSON; they could hide a keyword.</summary>
    public static IEnumerable<byte[]> Beginnings { get; } =
        [.. "234567".SelectMany(digit => new[] { $"\\u00{digit}", $"\\x{digit}", $"%{digit}" }).Append("&#").Select(Encoding.ASCII.GetBytes)];

    /// <summary>The text without escapes, or null when it has none.</summary>
    public static EscapedText? Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks))
        {
            return null;
        }

        var plain = new EscapedText(text);
        for (int at = 0; at < text.Length;)
        {
            at = plain.Take(at);
        }

        return plain;
    }

    /// <summary>Whether there was an escape: each stands for less than it takes.</summary>
    public bool IsShorter => _plain.Length < _text.Length;

    public Extent Origin(Extent plain) => new(_origins[plain.Start].Start, _origins[plain.End - 1].End);

    public override string ToString() => _plain.ToString();

    /// <summary>Whether the UTF-8 bytes hold characters that are not seen.</summary>
    public static bool HoldsInvisible(ReadOnlySpan<byte> json) =>
        !Ascii.IsValid(json)
        && (json.IndexOf("\u00AD"u8) >= 0 || json.IndexOf("\uFEFF"u8) >= 0 || json.IndexOf("\u2060"u8) >= 0
            || json.IndexOf("\u200B"u8) >= 0 || json.IndexOf("\u200C"u8) >= 0 || json.IndexOf("\u200D"u8) >= 0
            || json.IndexOf("\u200E"u8) >= 0 || json.IndexOf("\u200F"u8) >= 0);

    private int Take(int at) => _text[at] switch
    {
        '\\' => TakeBackslashes(at),
        '%' => TakeNumber(at, at + 1, 2, NumberStyles.AllowHexSpecifier, closed: false),
        '&' => TakeEntity(at),
        char character when Invisible.Contains(character) => at + 1,
        _ => TakeAsIs(at, at + 1),
    };

    /// <summary>Text inside text inside JSON has its backslashes doubled each time; any number of them escapes what follows.</summary>
    private int TakeBackslashes(int at)
    {
        int end = at;
        while (end < _text.Length && _text[end] == '\\')
        {
            end++;
        }

        char kind = end < _text.Length ? _text[end] : '\0';
        return kind switch
        {
            'u' => TakeNumber(at, end + 1, 4, NumberStyles.AllowHexSpecifier, closed: false),
            'x' => TakeNumber(at, end + 1, 2, NumberStyles.AllowHexSpecifier, closed: false),
            'n' or 'r' or 't' or 'b' or 'f' => Add('\n', at, end + 1),
            '"' or '\'' or '/' => Add(kind, at, end + 1),
            _ => TakeAsIs(at, end),
        };
    }

    private int TakeEntity(int at)
    {
        int digits = at + 2;
        if (digits >= _text.Length || _text[at + 1] != '#')
        {
            return TakeAsIs(at, at + 1);
        }

        bool hex = _text[digits] is 'x' or 'X';
        digits += hex ? 1 : 0;
        int length = _text.AsSpan(digits, Math.Min(8, _text.Length - digits)).IndexOf(';');
        return TakeNumber(at, digits, length, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, closed: true);
    }

    private int TakeNumber(int at, int digits, int length, NumberStyles style, bool closed)
    {
        bool fits = length > 0 && digits + length <= _text.Length;
        if (fits
            && int.TryParse(_text.AsSpan(digits, length), style, CultureInfo.InvariantCulture, out int value)
            && value is (>= ' ' and <= '~') or '\t' or '\n' or '\r')
        {
            return Add((char)value, at, digits + length + (closed ? 1 : 0));
        }

        return TakeAsIs(at, Math.Min(_text.Length, Math.Max(at + 1, digits)));
    }

    private int TakeAsIs(int at, int end)
    {
        for (; at < end; at++)
        {
            Add(_text[at], at, at + 1);
        }

        return end;
    }

    private int Add(char character, int start, int end)
    {
        _plain.Append(character);
        _origins.Add(new Extent(start, end));
        return end;
    }
}
