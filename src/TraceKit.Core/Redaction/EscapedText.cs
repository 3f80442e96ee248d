using System.Buffers;
using System.Globalization;
using System.Text;

namespace TraceKit.Redaction;

/// <summary>Text without its escapes: JSON and C escapes, percent and numeric HTML escapes, and characters without width.</summary>
/// <remarks>Each character knows the part of the original text that it stands for; what is between two escapes is copied as a whole.</remarks>
internal sealed class EscapedText
{
    private const string InvisibleCharacters = "\u00AD\u034F\u180E\u200B\u200C\u200D\u200E\u200F\u2060\u2061\u2062\u2063\u2064\uFEFF";

    private static readonly SearchValues<char> Marks = SearchValues.Create("\\%&" + InvisibleCharacters);
    private static readonly SearchValues<char> Invisible = SearchValues.Create(InvisibleCharacters);
    private static readonly KeywordFilter InvisibleBytes = new(InvisibleCharacters.Select(character => Encoding.UTF8.GetBytes([character])));

    private readonly StringBuilder _plain;
    private readonly List<Piece> _pieces = [];
    private readonly string _text;

    private EscapedText(string text)
    {
        _text = text;
        _plain = new StringBuilder(text.Length);
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
            int mark = text.AsSpan(at).IndexOfAny(Marks);
            at = plain.TakeAsIs(at, mark < 0 ? text.Length : at + mark);
            at = at < text.Length ? plain.Take(at) : at;
        }

        return plain;
    }

    /// <summary>Whether there was an escape: each stands for less than it takes.</summary>
    public bool IsShorter => _plain.Length < _text.Length;

    /// <summary>The part of the original text that a part of the plain one stands for.</summary>
    public Extent Origin(Extent plain)
    {
        int first = PieceOf(plain.Start);
        int last = PieceOf(plain.End - 1);
        return new Extent(OriginOf(first, plain.Start), IsCopied(last) ? OriginOf(last, plain.End) : _pieces[last].End);
    }

    public override string ToString() => _plain.ToString();

    /// <summary>Whether the UTF-8 bytes hold characters that are not seen.</summary>
    public static bool HoldsInvisible(ReadOnlySpan<byte> json) =>
        !Ascii.IsValid(json) && InvisibleBytes.Occurs(json);

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
        if (end > at)
        {
            _pieces.Add(new Piece(_plain.Length, at, end));
            _plain.Append(_text, at, end - at);
        }

        return end;
    }

    private int Add(char character, int start, int end)
    {
        _pieces.Add(new Piece(_plain.Length, start, end));
        _plain.Append(character);
        return end;
    }

    private int PieceOf(int plain)
    {
        int place = _pieces.BinarySearch(new Piece(plain, 0, 0));
        return place < 0 ? ~place - 1 : place;
    }

    private bool IsCopied(int piece)
    {
        int end = piece + 1 < _pieces.Count ? _pieces[piece + 1].Plain : _plain.Length;
        return end - _pieces[piece].Plain == _pieces[piece].End - _pieces[piece].Start;
    }

    private int OriginOf(int piece, int plain) => _pieces[piece].Start + plain - _pieces[piece].Plain;

    /// <summary>Characters of the plain text from a place on, and what they stand for: as many characters, or one escape.</summary>
    private readonly record struct Piece(int Plain, int Start, int End) : IComparable<Piece>
    {
        public int CompareTo(Piece other) => Plain.CompareTo(other.Plain);
    }
}
