using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Reads <c>header.payload.signature</c> from the start of a header on.</summary>
internal static class JwtReach
{
    private const int LeastSignature = 16;

    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static Extent Whole(string text, Extent match)
    {
        int header = SecretReach.RunEnd(text, match.End, Base64Url);
        if (!text.AsSpan(header).StartsWith(".eyJ", StringComparison.Ordinal))
        {
            return new Extent(match.Start, header, Holds: false);
        }

        int payload = SecretReach.RunEnd(text, header + 1, Base64Url);
        if (payload == text.Length || text[payload] != '.')
        {
            return new Extent(match.Start, payload, Holds: false);
        }

        int signature = SecretReach.RunEnd(text, payload + 1, Base64Url);
        return new Extent(match.Start, signature, signature - payload > LeastSignature);
    }
}
