using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TraceKit.Redaction;

/// <summary>Keywords in eight buckets, selected by the nibbles of four bytes.</summary>
internal readonly struct NibbleTables
{
    /// <summary>How many bytes of a keyword are looked at.</summary>
    public const int Places = 4;

    private const int Buckets = 8;

    private readonly Vector128<byte> _low0, _low1, _low2, _low3, _high0, _high1, _high2, _high3;

    /// <summary>Deals keywords, of which neighbours are alike.</summary>
    public NibbleTables(byte[][] keywords)
    {
        Span<Vector128<byte>> low = new Vector128<byte>[Places];
        Span<Vector128<byte>> high = new Vector128<byte>[Places];
        for (int i = 0; i < keywords.Length; i++)
        {
            byte bucket = (byte)(1 << (i * Buckets / keywords.Length));
            for (int place = 0; place < Places; place++)
            {
                bool open = place >= keywords[i].Length;
                low[place] |= Lanes(open ? null : keywords[i][place] & 0x0F, bucket);
                high[place] |= Lanes(open ? null : keywords[i][place] >> 4, bucket);
            }
        }

        (_low0, _low1, _low2, _low3) = (low[0], low[1], low[2], low[3]);
        (_high0, _high1, _high2, _high3) = (high[0], high[1], high[2], high[3]);
    }

    /// <summary>Where one may begin, of sixty-four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Select(Vector512<byte> text0, Vector512<byte> text1, Vector512<byte> text2, Vector512<byte> text3)
    {
        Vector512<byte> buckets = Select(text0, _low0, _high0) & Select(text1, _low1, _high1) & Select(text2, _low2, _high2) & Select(text3, _low3, _high3);
        return ~Vector512.Equals(buckets, Vector512<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Where one may begin, of sixteen places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Select(Vector128<byte> text0, Vector128<byte> text1, Vector128<byte> text2, Vector128<byte> text3)
    {
        Vector128<byte> buckets = Select(text0, _low0, _high0) & Select(text1, _low1, _high1) & Select(text2, _low2, _high2) & Select(text3, _low3, _high3);
        return ~Vector128.Equals(buckets, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Select(Vector512<byte> text, Vector128<byte> low, Vector128<byte> high) =>
        Avx512BW.Shuffle(Wide(low), text & Vector512.Create((byte)0x0F)) & Avx512BW.Shuffle(Wide(high), (text.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)0x0F));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Select(Vector128<byte> text, Vector128<byte> low, Vector128<byte> high) =>
        Vector128.ShuffleNative(low, text & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(high, text >>> 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Wide(Vector128<byte> table) => Vector512.Create(Vector256.Create(table, table), Vector256.Create(table, table));

    /// <summary>Places that a short keyword leaves open stand for each byte.</summary>
    private static Vector128<byte> Lanes(int? nibble, byte bucket) =>
        nibble is { } lane ? Vector128<byte>.Zero.WithElement(lane, bucket) : Vector128.Create(bucket);
}
