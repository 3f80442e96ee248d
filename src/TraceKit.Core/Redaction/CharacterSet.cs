using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TraceKit.Redaction;

/// <summary>A set of ASCII characters that sixty-four bytes are looked up in at once.</summary>
internal sealed class CharacterSet
{
    /// <summary>How many bytes a block has.</summary>
    public const int Block = 64;

    private readonly Vector128<byte> _rows;
    private readonly Vector128<byte> _bits;
    private readonly bool[] _has = new bool[256];

    public CharacterSet(string characters)
    {
        foreach (char character in characters)
        {
            _has[character] = true;
            int column = character & 0x0F;
            _rows = _rows.WithElement(column, (byte)(_rows[column] | (1 << (character >> 4))));
        }

        for (int row = 0; row < 8; row++)
        {
            _bits = _bits.WithElement(row, (byte)(1 << row));
        }
    }

    /// <summary>A set as a pattern writes it, such as <c>[a-f0-9_-]</c>.</summary>
    public static CharacterSet Of(string brackets)
    {
        var characters = new System.Text.StringBuilder();
        for (int at = 1; at < brackets.Length - 1; at++)
        {
            bool range = at + 2 < brackets.Length - 1 && brackets[at + 1] == '-';
            for (char character = brackets[at]; character <= brackets[range ? at + 2 : at]; character++)
            {
                characters.Append(character);
            }

            at += range ? 2 : 0;
        }

        return new CharacterSet(characters.ToString());
    }

    /// <summary>Whether a text begins with so many characters of the set.</summary>
    public bool Begins(ReadOnlySpan<byte> text, int length)
    {
        if (text.Length < length)
        {
            return false;
        }

        for (int at = length - 1; at >= 0; at--)
        {
            if (!_has[text[at]])
            {
                return false;
            }
        }

        return true;
    }

    public bool Has(byte character) => _has[character];

    /// <summary>Bit <c>i</c> says whether the byte at <c>at + i</c> is in the set; the text has a whole block there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Mask(ReadOnlySpan<byte> text, int at)
    {
        ref byte first = ref MemoryMarshal.GetReference(text[at..]);
        if (Avx512BW.IsSupported)
        {
            var block = Vector512.LoadUnsafe(ref first);
            Vector512<byte> rows = Avx512BW.Shuffle(Vector512.Create(Vector256.Create(_rows, _rows), Vector256.Create(_rows, _rows)), block);
            Vector512<byte> high = (block.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)0x0F);
            Vector512<byte> bits = Avx512BW.Shuffle(Vector512.Create(Vector256.Create(_bits, _bits), Vector256.Create(_bits, _bits)), high);
            return ~Vector512.Equals(rows & bits, Vector512<byte>.Zero).ExtractMostSignificantBits();
        }

        ulong mask = 0;
        for (int part = 0; part < Block; part += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref first, (nuint)part);
            Vector128<byte> rows = Vector128.Shuffle(_rows, block & Vector128.Create((byte)0x0F));
            Vector128<byte> bits = Vector128.Shuffle(_bits, block >>> 4);
            mask |= (ulong)(~Vector128.Equals(rows & bits, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF) << part;
        }

        return mask;
    }

    /// <summary>The first run of at least so many characters of the set, from a place on; its length is 0 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="least">The least length, at most 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Start, int Length) NextRun(ReadOnlySpan<byte> text, int from, int least)
    {
        int at = from;
        for (; at <= text.Length - Block; at += Block - least + 1)
        {
            ulong starts = RunMask.Starts(Mask(text, at), least);
            if (starts != 0)
            {
                return Whole(text, from, at + RunMask.First(starts));
            }
        }

        return NextShortRun(text, from, at, least);
    }

    /// <summary>Looks through the last bytes: a run of the least length covers a byte at each so many.</summary>
    private (int Start, int Length) NextShortRun(ReadOnlySpan<byte> text, int from, int at, int least)
    {
        for (at += least - 1; at < text.Length; at += least)
        {
            if (_has[text[at]])
            {
                (int start, int length) = Whole(text, from, at);
                if (length >= least)
                {
                    return (start, length);
                }

                at = start + length;
            }
        }

        return (text.Length, 0);
    }

    /// <summary>The whole run around a place, not before <paramref name="from"/>.</summary>
    private (int Start, int Length) Whole(ReadOnlySpan<byte> text, int from, int at)
    {
        int start = at;
        while (start > from && _has[text[start - 1]])
        {
            start--;
        }

        int end = at + 1;
        for (; end <= text.Length - Block; end += Block)
        {
            ulong others = ~Mask(text, end);
            if (others != 0)
            {
                return (start, end + RunMask.First(others) - start);
            }
        }

        while (end < text.Length && _has[text[end]])
        {
            end++;
        }

        return (start, end - start);
    }
}
