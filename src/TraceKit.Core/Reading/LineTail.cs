using System.Buffers.Text;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Reads the checksum that ends a line.</summary>
internal static class LineTail
{
    public static bool TryReadCrc(ReadOnlySpan<byte> line, out uint crc)
    {
        crc = 0;
        if (line.Length < RunFormat.CrcTailLength)
        {
            return false;
        }

        ReadOnlySpan<byte> tail = line[^RunFormat.CrcTailLength..];
        ReadOnlySpan<byte> digits = tail.Slice(RunFormat.CrcMember.Length, 8);
        return tail.StartsWith(RunFormat.CrcMember)
            && tail.EndsWith("\"}"u8)
            && digits.IndexOfAnyInRange((byte)'A', (byte)'F') < 0
            && Utf8Parser.TryParse(digits, out crc, out int consumed, 'x')
            && consumed == 8;
    }
}
