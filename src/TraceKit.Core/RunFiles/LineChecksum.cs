using System.Buffers.Binary;
using System.Numerics;

namespace TraceKit.RunFiles;

/// <summary>The running CRC-32C that ends every line: seeded with the checksum of the run's line before, so that gaps and reordering show.</summary>
internal static class LineChecksum
{
    /// <summary>The seed of a run's first line.</summary>
    public const uint Seed = 0;

    /// <summary>Continues a checksum over more bytes.</summary>
    public static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
