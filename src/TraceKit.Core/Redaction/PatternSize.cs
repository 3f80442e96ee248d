using System.Globalization;

namespace TraceKit.Redaction;

/// <summary>Least and greatest length of what a pattern matches; refuses patterns without a bound and constructs that need backtracking.</summary>
/// <remarks>Measured on .NET 10: one unbounded tail costs microseconds for each character, and the engine's timeout does not stop it.</remarks>
internal ref struct PatternSize
{
    private const int Greatest = 4096;

    private readonly ReadOnlySpan<char> _pattern;
    private int _at;
    private int _depth;

    private PatternSize(ReadOnlySpan<char> pattern) => _pattern = pattern;

    /// <summary>Measures a pattern.</summary>
    /// <exception cref="FormatException">The pattern is refused; the message says why.</exception>
    public static int Of(string pattern)
    {
        var size = new PatternSize(pattern);
        (long least, long most) = size.Alternatives();
        if (size._at < pattern.Length)
        {
            throw size.Refused("it closes a group that was not opened");
        }

        return least > 0 ? (int)most : throw new FormatException("it can match nothing");
    }

    private (long Least, long Most) Alternatives()
    {
        (long least, long most) = Sequence();
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            (long otherLeast, long otherMost) = Sequence();
            least = Math.Min(least, otherLeast);
            most = Math.Max(most, otherMost);
        }

        return (least, most);
    }

    private (long Least, long Most) Sequence()
    {
        long least = 0;
        long most = 0;
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            (long atomLeast, long atomMost) = Atom();
            (int fewest, int often) = Quantifier();
            least += atomLeast * fewest;
            most += atomMost * often;
            if (most > Greatest)
            {
                throw Refused(string.Create(CultureInfo.InvariantCulture, $"it can match more than {Greatest} characters"));
            }
        }

        return (least, most);
    }

    private (long Least, long Most) Atom()
    {
        switch (_pattern[_at++])
        {
            case '(':
                return Group();
            case '[':
                Class();
                return (1, 1);
            case '\\':
                return Escape();
            case '^' or '$':
                return (0, 0);
            case '*' or '+' or '?' or '{':
                throw Refused("it repeats nothing, or without a bound");
            default:
                return (1, 1);
        }
    }

    private (long Least, long Most) Group()
    {
        if (++_depth > 32)
        {
            throw Refused("its groups are nested too deeply");
        }

        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            _at += Opening(_pattern[_at..]);
        }

        (long Least, long Most) inner = Alternatives();
        if (_at == _pattern.Length)
        {
            throw Refused("a group is not closed");
        }

        _at++;
        _depth--;
        return inner;
    }

    private readonly int Opening(ReadOnlySpan<char> opening) =>
        opening.StartsWith("?:", StringComparison.Ordinal) ? 2
        : opening.StartsWith("?<secret>", StringComparison.Ordinal) ? "?<secret>".Length
        : throw Refused("the groups it may open are '(', '(?:' and '(?<secret>'");

    private void Class()
    {
        int first = _at < _pattern.Length && _pattern[_at] == '^' ? _at + 1 : _at;
        for (_at = first; _at < _pattern.Length; _at++)
        {
            if (_pattern[_at] == ']' && _at > first)
            {
                _at++;
                return;
            }

            _at += _pattern[_at] == '\\' ? 1 : 0;
        }

        throw Refused("a set of characters is not closed");
    }

    private (long Least, long Most) Escape()
    {
        char kind = _at < _pattern.Length ? _pattern[_at++] : '\0';
        if (kind is 'b' or 'B' or 'A' or 'z' or 'Z')
        {
            return (0, 0);
        }

        if (char.IsAsciiLetterOrDigit(kind) && kind is not ('d' or 'D' or 's' or 'S' or 'w' or 'W' or 't' or 'n' or 'r' or 'x' or 'u'))
        {
            throw Refused($"it may not use '\\{kind}'");
        }

        _at = Math.Min(_pattern.Length, _at + (kind switch { 'x' => 2, 'u' => 4, _ => 0 }));
        return (1, 1);
    }

    private (int Fewest, int Often) Quantifier()
    {
        (int Fewest, int Often) times = (1, 1);
        if (_at < _pattern.Length)
        {
            switch (_pattern[_at])
            {
                case '*' or '+':
                    throw Refused($"'{_pattern[_at]}' has no bound; write {{n,m}}");
                case '?':
                    times = (0, 1);
                    _at++;
                    break;
                case '{':
                    times = Braces();
                    break;
            }
        }

        return times;
    }

    private (int Fewest, int Often) Braces()
    {
        int close = _pattern[_at..].IndexOf('}');
        ReadOnlySpan<char> inside = close < 0 ? default : _pattern.Slice(_at + 1, close - 1);
        int comma = inside.IndexOf(',');
        ReadOnlySpan<char> low = comma < 0 ? inside : inside[..comma];
        ReadOnlySpan<char> high = comma < 0 ? inside : inside[(comma + 1)..];
        if (!int.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out int fewest)
            || !int.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out int often))
        {
            throw Refused("a repetition in braces has no bound; write {n,m}");
        }

        _at += close + 1;
        return (fewest, often);
    }

    private readonly FormatException Refused(string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{why} (at character {_at})"));
}
