using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Reads a token from its prefix on.</summary>
internal static class TokenReach
{
    private static readonly SearchValues<char> TokenText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static Extent Whole(string text, Extent match)
    {
        bool continues = match.Start > 0 && char.IsLetterOrDigit(text[match.Start - 1]);
        return continues
            ? new Extent(match.Start, match.Start + 1, Holds: false)
            : match with { End = SecretReach.RunEnd(text, match.End, TokenText) };
    }
}
