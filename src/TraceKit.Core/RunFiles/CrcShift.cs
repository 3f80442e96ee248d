using System.Numerics;

namespace TraceKit.RunFiles;

/// <summary>What a CRC-32C becomes when so many zero bytes follow: it is linear, so the answers for each of its four bytes are added up.</summary>
internal sealed class CrcShift
{
    private readonly uint[] _answers = new uint[4 * 256];

    /// <summary>Computes the answers.</summary>
    /// <param name="bytes">How many zero bytes follow; a multiple of 8.</param>
    public CrcShift(int bytes)
    {
        for (int bit = 0; bit < 32; bit++)
        {
            uint crc = 1u << bit;
            for (int i = 0; i < bytes; i += sizeof(ulong))
            {
                crc = BitOperations.Crc32C(crc, 0UL);
            }

            Add(bit / 8, 1 << (bit % 8), crc);
        }
    }

    /// <summary>The CRC after the zero bytes.</summary>
    public uint Of(uint crc) =>
        _answers[crc & 0xff] ^ _answers[256 + ((crc >> 8) & 0xff)] ^ _answers[512 + ((crc >> 16) & 0xff)] ^ _answers[768 + (crc >> 24)];

    /// <summary>Adds one bit's answer to those of all bytes that have it.</summary>
    private void Add(int place, int mask, uint answer)
    {
        for (int value = 0; value < 256; value++)
        {
            _answers[(place * 256) + value] ^= (value & mask) == 0 ? 0 : answer;
        }
    }
}
