using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TraceKit.Redaction;

/// <summary>Says whether one of many short byte strings occurs in bytes, sixteen places at a time.</summary>
/// <remarks>
/// The keywords are dealt into eight buckets. For each place, the nibbles of four bytes select the buckets that may begin there; a bitmap of
/// hashed triples and then a comparison settle it. <c>SearchValues</c> does the same over characters, but verifies too often with so many keywords.
/// </remarks>
internal sealed class KeywordFilter
{
    private const int Buckets = 8;
    private const int Places = 4;
    private const int Triple = 3;
    private const uint Spread = 0x9E3779B1;

    private readonly byte[][] _keywords;
    private readonly byte[][][] _byFirst;
    private readonly ulong[] _triples = new ulong[1024];
    private readonly Vector128<byte>[] _low = new Vector128<byte>[Places];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Places];

    public KeywordFilter(IEnumerable<byte[]> keywords)
    {
        _keywords = [.. keywords.OrderBy(Convert.ToHexString, StringComparer.Ordinal)];
        _byFirst = [.. Enumerable.Range(0, 256).Select(first => _keywords.Where(keyword => keyword[0] == first).ToArray())];
        for (int i = 0; i < _keywords.Length; i++)
        {
            Deal(_keywords[i], (byte)(1 << (i * Buckets / _keywords.Length)));
        }
    }

    public int Longest => _keywords.Select(keyword => keyword.Length).DefaultIfEmpty(1).Max();

    public bool Occurs(ReadOnlySpan<byte> text)
    {
        int at = 0;
        if (text.Length >= Vector128<byte>.Count + Places)
        {
            ref byte first = ref MemoryMarshal.GetReference(text);
            (Vector128<byte> low0, Vector128<byte> low1, Vector128<byte> low2, Vector128<byte> low3) = (_low[0], _low[1], _low[2], _low[3]);
            (Vector128<byte> high0, Vector128<byte> high1, Vector128<byte> high2, Vector128<byte> high3) = (_high[0], _high[1], _high[2], _high[3]);
            for (; at <= text.Length - Vector128<byte>.Count - Places; at += Vector128<byte>.Count)
            {
                Vector128<byte> buckets =
                    Select(Vector128.LoadUnsafe(ref first, (nuint)at), low0, high0)
                    & Select(Vector128.LoadUnsafe(ref first, (nuint)at + 1), low1, high1)
                    & Select(Vector128.LoadUnsafe(ref first, (nuint)at + 2), low2, high2)
                    & Select(Vector128.LoadUnsafe(ref first, (nuint)at + 3), low3, high3);
                if (buckets != Vector128<byte>.Zero && OccursInBlock(text, at, buckets))
                {
                    return true;
                }
            }
        }

        return OccursFrom(text, at);
    }

    private static Vector128<byte> Select(Vector128<byte> text, Vector128<byte> low, Vector128<byte> high) =>
        Vector128.ShuffleNative(low, text & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(high, text >>> 4);

    private bool OccursInBlock(ReadOnlySpan<byte> text, int at, Vector128<byte> buckets)
    {
        for (uint places = ~Vector128.Equals(buckets, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF; places != 0; places &= places - 1)
        {
            int place = at + int.TrailingZeroCount((int)places);
            if (HasTriple(text[place], text[place + 1], text[place + 2]) && Begins(text[place..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool OccursFrom(ReadOnlySpan<byte> text, int at)
    {
        for (; at < text.Length; at++)
        {
            if ((text.Length - at < Triple || HasTriple(text[at], text[at + 1], text[at + 2])) && Begins(text[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Begins(ReadOnlySpan<byte> text)
    {
        foreach (byte[] keyword in _byFirst[text[0]])
        {
            if (text.StartsWith(keyword))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasTriple(byte first, byte second, byte third)
    {
        uint hash = Hash(first, second, third);
        return (_triples[hash >> 6] >> (int)(hash & 63) & 1) != 0;
    }

    private static uint Hash(int first, int second, int third) => ((uint)(first | (second << 8) | (third << 16)) * Spread) >> 16;

    /// <summary>Places that a short keyword leaves open stand for each byte.</summary>
    private void Deal(byte[] keyword, byte bucket)
    {
        for (int place = 0; place < Places; place++)
        {
            bool open = place >= keyword.Length;
            _low[place] |= Lanes(open ? null : keyword[place] & 0x0F, bucket);
            _high[place] |= Lanes(open ? null : keyword[place] >> 4, bucket);
        }

        foreach (int second in keyword.Length > 1 ? [keyword[1]] : Enumerable.Range(0, 256))
        {
            foreach (int third in keyword.Length > 2 ? [keyword[2]] : Enumerable.Range(0, 256))
            {
                uint hash = Hash(keyword[0], second, third);
                _triples[hash >> 6] |= 1UL << (int)(hash & 63);
            }
        }
    }

    private static Vector128<byte> Lanes(int? nibble, byte bucket) =>
        nibble is { } lane ? Vector128<byte>.Zero.WithElement(lane, bucket) : Vector128.Create(bucket);
}
