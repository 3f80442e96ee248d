using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
    private const uint None = uint.MaxValue;
    private const uint Spread = 0x9E3779B1;
    private const uint OtherSpread = 0x85EBCA6B;

    private readonly byte[][] _keywords;
    private readonly byte[][][] _byFirst;
    private readonly ulong[] _triples = new ulong[1024];
    private readonly Vector128<byte>[] _low = new Vector128<byte>[Places];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Places];

    public KeywordFilter(IEnumerable<byte[]> keywords)
    {
        _keywords = [.. keywords.OrderBy(Convert.ToHexString, StringComparer.Ordinal)];
        Longest = _keywords.Select(keyword => keyword.Length).DefaultIfEmpty(1).Max();
        _byFirst = [.. Enumerable.Range(0, 256).Select(first => _keywords.Where(keyword => keyword[0] == first).ToArray())];
        for (int i = 0; i < _keywords.Length; i++)
        {
            Deal(_keywords[i], (byte)(1 << (i * Buckets / _keywords.Length)));
        }
    }

    public int Longest { get; }

    /// <remarks>Compiled fully at once, as what it calls: the first events of a short-lived process are read through it too.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Occurs(ReadOnlySpan<byte> text)
    {
        int at = 0;
        uint refused = None;
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
                if (buckets != Vector128<byte>.Zero && OccursInBlock(text, at, buckets, ref refused))
                {
                    return true;
                }
            }
        }

        return OccursFrom(text, at);
    }

    private static Vector128<byte> Select(Vector128<byte> text, Vector128<byte> low, Vector128<byte> high) =>
        Vector128.ShuffleNative(low, text & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(high, text >>> 4);

    /// <summary>Settles the places of a block. A triple that begins no keyword is not looked up again and again where a letter is repeated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool OccursInBlock(ReadOnlySpan<byte> text, int at, Vector128<byte> buckets, ref uint refused)
    {
        for (uint places = ~Vector128.Equals(buckets, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF; places != 0; places &= places - 1)
        {
            int place = at + int.TrailingZeroCount((int)places);
            uint triple = BinaryPrimitives.ReadUInt32LittleEndian(text[place..]) & 0xFFFFFF;
            if (triple != refused)
            {
                if (!IsTriple(triple))
                {
                    refused = triple;
                }
                else if (Begins(text[place..]))
                {
                    return true;
                }
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    private bool HasTriple(byte first, byte second, byte third) => IsTriple((uint)(first | (second << 8) | (third << 16)));

    /// <summary>Two hashes, so that hardly a triple passes that begins no keyword.</summary>
    private bool IsTriple(uint triple) => Has(Hash(triple, Spread)) && Has(Hash(triple, OtherSpread));

    private bool Has(uint hash) => (_triples[hash >> 6] >> (int)(hash & 63) & 1) != 0;

    private void Put(uint hash) => _triples[hash >> 6] |= 1UL << (int)(hash & 63);

    private static uint Hash(uint triple, uint spread) => (triple * spread) >> 16;

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
                uint triple = (uint)(keyword[0] | (second << 8) | (third << 16));
                Put(Hash(triple, Spread));
                Put(Hash(triple, OtherSpread));
            }
        }
    }

    private static Vector128<byte> Lanes(int? nibble, byte bucket) =>
        nibble is { } lane ? Vector128<byte>.Zero.WithElement(lane, bucket) : Vector128.Create(bucket);
}
