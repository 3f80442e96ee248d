using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Says quickly whether strings that follow each other in arrays may hold a secret together; may be wrong only by saying yes.</summary>
internal static class StringBorders
{
    public static bool MayHold(ReadOnlySpan<byte> json, SecretScan scan)
    {
        int border = Next(json, 0);
        if (border < 0)
        {
            return false;
        }

        byte[] joined = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            int written = 0;
            int at = 0;
            for (; border >= 0; border = Next(json, at))
            {
                json[at..border].CopyTo(joined.AsSpan(written));
                written += border - at;
                at = border + Border.Length;
            }

            json[at..].CopyTo(joined.AsSpan(written));
            return scan.MayHold(joined.AsSpan(0, written + json.Length - at));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined, clearArray: true);
        }
    }

    /// <summary>Where one string ends and the next one begins; quotes within strings are escaped, so that nothing else looks like it.</summary>
    private static ReadOnlySpan<byte> Border => "\",\""u8;

    /// <summary>The next border between two strings of an array, or -1. What follows a border within an object is a name, and then a colon.</summary>
    private static int Next(ReadOnlySpan<byte> json, int from)
    {
        for (int at = from; ;)
        {
            int border = json[at..].IndexOf(Border);
            if (border < 0)
            {
                return -1;
            }

            at += border;
            int end = StringEnd(json, at + Border.Length);
            if (end + 1 >= json.Length || json[end + 1] != (byte)':')
            {
                return at;
            }

            at = end + 1;
        }
    }

    /// <summary>The quote that ends a string.</summary>
    private static int StringEnd(ReadOnlySpan<byte> json, int at)
    {
        for (; ; at++)
        {
            int mark = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (mark < 0 || json[at + mark] == (byte)'"')
            {
                return mark < 0 ? json.Length : at + mark;
            }

            at += mark + 1;
            if (at >= json.Length)
            {
                return json.Length;
            }
        }
    }
}
