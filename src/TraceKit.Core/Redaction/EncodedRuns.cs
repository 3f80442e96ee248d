using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TraceKit.Redaction;

/// <summary>Finds runs of text that may be base64, base64url or hex of a whole secret, and decodes them.</summary>
internal static class EncodedRuns
{
    /// <summary>The shortest run that is looked into: the base64 of a secret of 20 characters.</summary>
    public const int Shortest = 27;

    private const int Block = 16;

    /// <summary>Any run of the shortest length or more covers a whole block at one of these steps.</summary>
    private const int Step = Shortest - Block + 1;

    private const byte None = 0xFF;

    private static readonly byte[] Sextets = AlphabetOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_", 64);
    private static readonly byte[] Nibbles = AlphabetOf("0123456789abcdefABCDEF", 16);

    /// <summary>The next run at or after <paramref name="from"/>; its length is 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Start, int Length) Next(ReadOnlySpan<byte> text, int from)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (int at = from; at <= text.Length - Block; at += Step)
        {
            var block = Vector128.LoadUnsafe(ref first, (nuint)at);
            if (!Vector128.LessThanAny(block, Vector128.Create((byte)'+')) && IsEncodedBlock(block))
            {
                int start = at;
                while (start > from && Sextets[text[start - 1]] != None)
                {
                    start--;
                }

                int end = at + Block;
                while (end < text.Length && Sextets[text[end]] != None)
                {
                    end++;
                }

                if (end - start >= Shortest)
                {
                    return (start, end - start);
                }
            }
        }

        return (text.Length, 0);
    }

    /// <summary>Decodes a run, or a part of one that begins at a multiple of 4, as far as whole bytes go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Decode(ReadOnlySpan<byte> run, bool hex, Span<byte> bytes)
    {
        byte[] alphabet = hex ? Nibbles : Sextets;
        int width = hex ? 4 : 6;
        uint pending = 0;
        int bits = 0;
        int written = 0;
        foreach (byte character in run)
        {
            pending = (pending << width) | alphabet[character];
            bits += width;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[written++] = (byte)(pending >> bits);
            }
        }

        return written;
    }

    public static bool IsHex(ReadOnlySpan<byte> run)
    {
        foreach (byte character in run)
        {
            if (Nibbles[character] == None)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsEncodedBlock(Vector128<byte> text)
    {
        Vector128<byte> lower = text | Vector128.Create((byte)0x20);
        Vector128<byte> inside =
            Vector128.LessThan(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)26))
            | Vector128.LessThan(text - Vector128.Create((byte)'0'), Vector128.Create((byte)10))
            | Vector128.Equals(text, Vector128.Create((byte)'+'))
            | Vector128.Equals(text, Vector128.Create((byte)'/'))
            | Vector128.Equals(text, Vector128.Create((byte)'-'))
            | Vector128.Equals(text, Vector128.Create((byte)'_'));
        return Vector128.EqualsAll(inside, Vector128<byte>.AllBitsSet);
    }

    /// <summary>Values by character; the characters beyond the size are other ways to write the last ones.</summary>
    private static byte[] AlphabetOf(string characters, int size)
    {
        byte[] values = new byte[256];
        Array.Fill(values, None);
        for (int i = 0; i < characters.Length; i++)
        {
            values[characters[i]] = (byte)(i < size ? i : i - (characters.Length - size));
        }

        return values;
    }
}
