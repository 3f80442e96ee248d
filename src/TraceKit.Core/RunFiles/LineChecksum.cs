using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;

namespace TraceKit.RunFiles;

/// <summary>The running CRC-32C that ends every line: seeded with the checksum of the run's line before, so that gaps and reordering show.</summary>
internal static class LineChecksum
{
    /// <summary>The seed of a run's first line.</summary>
    public const uint Seed = 0;

    /// <summary>Length of what follows a line's members: the checksum, the brace, the line feed.</summary>
    public const int TailLength = RunFormat.CrcTailLength + 1;

    private const int LongLane = 1024;
    private const int ShortLane = 128;

    private static readonly CrcShift OverLong = new(LongLane);
    private static readonly CrcShift OverShort = new(ShortLane);

    /// <summary>Continues a checksum over more bytes.</summary>
    /// <remarks>The processor's instruction takes three cycles and can begin one each cycle: three lanes at a time are three times as fast.</remarks>
    public static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= 3 * LongLane)
        {
            crc = ThreeLanes(crc, bytes, LongLane, OverLong);
            bytes = bytes[(3 * LongLane)..];
        }

        while (bytes.Length >= 3 * ShortLane)
        {
            crc = ThreeLanes(crc, bytes, ShortLane, OverShort);
            bytes = bytes[(3 * ShortLane)..];
        }

        return ~OneLane(crc, bytes);
    }

    /// <summary>Writes what ends a line: <c>,"crc":"9ae0daaf"}</c> and a line feed.</summary>
    /// <returns><see cref="TailLength"/>.</returns>
    public static int WriteTail(uint crc, Span<byte> output)
    {
        ReadOnlySpan<byte> member = RunFormat.CrcMember;
        member.CopyTo(output);
        Utf8Formatter.TryFormat(crc, output[member.Length..], out int digits, new StandardFormat('x', 8));
        "\"}\n"u8.CopyTo(output[(member.Length + digits)..]);
        return TailLength;
    }

    private static uint OneLane(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }

    private static uint ThreeLanes(uint first, ReadOnlySpan<byte> bytes, int lane, CrcShift shift)
    {
        (uint second, uint third) = (0, 0);
        ReadOnlySpan<byte> one = bytes[..lane];
        ReadOnlySpan<byte> two = bytes.Slice(lane, lane);
        ReadOnlySpan<byte> three = bytes.Slice(2 * lane, lane);
        for (int at = 0; at < one.Length; at += sizeof(ulong))
        {
            first = BitOperations.Crc32C(first, BinaryPrimitives.ReadUInt64LittleEndian(one[at..]));
            second = BitOperations.Crc32C(second, BinaryPrimitives.ReadUInt64LittleEndian(two[at..]));
            third = BitOperations.Crc32C(third, BinaryPrimitives.ReadUInt64LittleEndian(three[at..]));
        }

        return shift.Of(shift.Of(first) ^ second) ^ third;
    }
}
