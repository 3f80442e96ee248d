using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TraceKit.Redaction;

/// <summary>Finds where one of many short byte strings begins, sixteen or sixty-four places at a time.</summary>
/// <remarks>
/// The keywords are dealt into sixteen buckets, short ones apart from long ones. For each place, the nibbles of four bytes select the buckets that may
/// begin there; a bitmap of hashed triples and then a comparison settle it. <c>SearchValues</c> does the same over characters, but verifies too often
/// with so many keywords.
/// </remarks>
internal sealed class KeywordFilter
{
    private const int Places = NibbleTables.Places;
    private const int Narrow = 16 + Places;
    private const int Pairs = 256;
    private const uint None = uint.MaxValue;
    private const uint Spread = 0x9E3779B1;
    private const uint OtherSpread = 0x85EBCA6B;

    private readonly byte[][] _keywords;
    private readonly int[][] _byPair;
    private readonly ulong[] _triples = new ulong[1024];
    private readonly NibbleTables _short;
    private readonly NibbleTables _long;

    public KeywordFilter(IEnumerable<byte[]> keywords)
    {
        _keywords = [.. keywords];
        Longest = _keywords.Select(keyword => keyword.Length).DefaultIfEmpty(1).Max();
        int[] sorted = [.. Enumerable.Range(0, _keywords.Length).OrderBy(number => Convert.ToHexString(_keywords[number]), StringComparer.Ordinal)];
        _byPair = [.. Enumerable.Range(0, Pairs).Select(pair => sorted.Where(number => _keywords[number].Length == 1 || PairOf(_keywords[number]) == pair).ToArray())];
        _short = new NibbleTables([.. sorted.Select(number => _keywords[number]).Where(keyword => keyword.Length < Places)]);
        _long = new NibbleTables([.. sorted.Select(number => _keywords[number]).Where(keyword => keyword.Length >= Places)]);
        foreach (byte[] keyword in _keywords)
        {
            PutTriples(keyword);
        }
    }

    public int Longest { get; }

    public bool Occurs(ReadOnlySpan<byte> text) => Next(text, 0) >= 0;

    /// <summary>The keywords, by their number, that may begin a text: those with its first two bytes, and a few more.</summary>
    public ReadOnlySpan<int> Candidates(ReadOnlySpan<byte> text) => _byPair[PairOf(text)];

    /// <summary>Whether a keyword begins a text.</summary>
    public bool Begins(int keyword, ReadOnlySpan<byte> text) => text.StartsWith(_keywords[keyword]);

    /// <summary>The first place from <paramref name="from"/> on where a keyword begins, or -1.</summary>
    /// <remarks>Compiled fully at once, as what it calls: the first events of a short-lived process are read through it too.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(ReadOnlySpan<byte> text, int from)
    {
        int at = from;
        uint refused = None;
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (; Avx512BW.IsSupported && at <= text.Length - Vector512<byte>.Count - Places; at += Vector512<byte>.Count)
        {
            Vector512<byte> text0 = Vector512.LoadUnsafe(ref first, (nuint)at);
            Vector512<byte> text1 = Vector512.LoadUnsafe(ref first, (nuint)at + 1);
            Vector512<byte> text2 = Vector512.LoadUnsafe(ref first, (nuint)at + 2);
            Vector512<byte> text3 = Vector512.LoadUnsafe(ref first, (nuint)at + 3);
            ulong places = _short.Select(text0, text1, text2, text3) | _long.Select(text0, text1, text2, text3);
            if (places != 0 && Settle(text, at, places, ref refused) is >= 0 and int place)
            {
                return place;
            }
        }

        for (; at <= text.Length - Narrow; at += Vector128<byte>.Count)
        {
            if (NextNear(text, at, ref refused) is >= 0 and int place)
            {
                return place;
            }
        }

        return NextInRest(text, at, ref refused);
    }

    /// <summary>The first of sixteen places where a keyword begins, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextNear(ReadOnlySpan<byte> text, int at, ref uint refused)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        Vector128<byte> text0 = Vector128.LoadUnsafe(ref first, (nuint)at);
        Vector128<byte> text1 = Vector128.LoadUnsafe(ref first, (nuint)at + 1);
        Vector128<byte> text2 = Vector128.LoadUnsafe(ref first, (nuint)at + 2);
        Vector128<byte> text3 = Vector128.LoadUnsafe(ref first, (nuint)at + 3);
        ulong places = _short.Select(text0, text1, text2, text3) | _long.Select(text0, text1, text2, text3);
        return places == 0 ? -1 : Settle(text, at, places, ref refused);
    }

    /// <summary>Looks through the last bytes, with zeros behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NextInRest(ReadOnlySpan<byte> text, int at, ref uint refused)
    {
        if (at >= text.Length)
        {
            return -1;
        }

        Span<byte> rest = stackalloc byte[Narrow + Vector128<byte>.Count];
        text[at..].CopyTo(rest);
        int place = NextNear(rest, 0, ref refused);
        place = place < 0 ? NextNear(rest, Vector128<byte>.Count, ref refused) : place;
        return place < 0 || at + place >= text.Length ? -1 : at + place;
    }

    /// <summary>Settles the places of a block. A triple that begins no keyword is not looked up again and again where a letter is repeated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Settle(ReadOnlySpan<byte> text, int at, ulong places, ref uint refused)
    {
        for (; places != 0; places &= places - 1)
        {
            int place = at + int.CreateTruncating(ulong.TrailingZeroCount(places));
            uint triple = BinaryPrimitives.ReadUInt32LittleEndian(text[place..]) & 0xFFFFFF;
            if (triple != refused)
            {
                if (!IsTriple(triple))
                {
                    refused = triple;
                }
                else if (BeginsAny(text[place..]))
                {
                    return place;
                }
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool BeginsAny(ReadOnlySpan<byte> text)
    {
        foreach (int keyword in _byPair[PairOf(text)])
        {
            if (text.StartsWith(_keywords[keyword]))
            {
                return true;
            }
        }

        return false;
    }

    private static int PairOf(ReadOnlySpan<byte> text) => ((text[0] * 31) + (text.Length > 1 ? text[1] : 0)) % Pairs;

    /// <summary>Two hashes, so that hardly a triple passes that begins no keyword.</summary>
    private bool IsTriple(uint triple) => Has(Hash(triple, Spread)) && Has(Hash(triple, OtherSpread));

    private bool Has(uint hash) => (_triples[hash >> 6] >> (int)(hash & 63) & 1) != 0;

    private void Put(uint hash) => _triples[hash >> 6] |= 1UL << (int)(hash & 63);

    private static uint Hash(uint triple, uint spread) => (triple * spread) >> 16;

    private void PutTriples(byte[] keyword)
    {
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
}
