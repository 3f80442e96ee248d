using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Carries a match from the few characters that a pattern proves to the whole secret, in linear time.</summary>
/// <remarks>Long tails in a pattern multiply the automaton's states; a loop over a set of characters costs nothing.</remarks>
internal sealed class SecretReach
{
    private readonly Func<string, Extent, Extent> _reach;

    private SecretReach(string name, Func<string, Extent, Extent> reach)
    {
        Name = name;
        _reach = reach;
    }

    /// <summary>Letters, digits, <c>_</c> and <c>-</c> to the right of a prefix that does not continue a word; <c>_</c> may join it to one.</summary>
    public static SecretReach Token { get; } = new("token", TokenReach.Whole);

    /// <summary>Characters of opaque credentials to the right.</summary>
    public static SecretReach Opaque { get; } = Over("opaque", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~!");

    /// <summary>Characters of opaque credentials, plain or in percent escapes, to the right.</summary>
    public static SecretReach Percented { get; } = Over("percented", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=%");

    /// <summary>The three parts of a JSON Web Token.</summary>
    public static SecretReach Jwt { get; } = new("jwt", JwtReach.Whole);

    /// <summary>A private key to its END line, or, when that is missing, as far as its lines go.</summary>
    public static SecretReach Pem { get; } = new("pem", PemReach.Whole);

    /// <summary>A value among the pairs of a connection string.</summary>
    public static SecretReach ConnectionValue { get; } = new("connection-value", ConnectionReach.Value);

    /// <summary>The name that goes into the policy's hash.</summary>
    public string Name { get; }

    public Extent From(string text, Extent match) => _reach(text, match);

    private static SecretReach Over(string name, string characters)
    {
        var set = SearchValues.Create(characters);
        return new SecretReach(name, (text, match) => match with { End = RunEnd(text, match.End, set) });
    }

    internal static int RunEnd(ReadOnlySpan<char> text, int from, SearchValues<char> set)
    {
        int length = text[from..].IndexOfAnyExcept(set);
        return length < 0 ? text.Length : from + length;
    }
}
