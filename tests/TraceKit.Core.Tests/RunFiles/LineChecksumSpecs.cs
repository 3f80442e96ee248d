using System.Text;
using TraceKit.RunFiles;

namespace TraceKit.Core.Tests.RunFiles;

public sealed class LineChecksumSpecs
{
    /// <content>RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRCs.</content>
    public static TheoryData<byte[], uint> Vectors => new()
    {
        { Encoding.ASCII.GetBytes("123456789"), 0xe3069283 },
        { [], 0 },
        { new byte[32], 0x8a9136aa },
        { [.. Enumerable.Repeat((byte)0xff, 32)], 0x62a8ab43 },
        { [.. Enumerable.Range(0, 32).Select(value => (byte)value)], 0x46dd794e },
        { [.. Enumerable.Range(0, 32).Select(value => (byte)(31 - value))], 0x113fdb5c },
        { Encoding.ASCII.GetBytes("a"), 0xc1d04330 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void It_is_CRC_32C(byte[] bytes, uint expected) => Assert.Equal(expected, LineChecksum.Continue(LineChecksum.Seed, bytes));

    [Fact]
    public void It_can_be_continued_at_any_byte()
    {
        byte[] bytes = Encoding.ASCII.GetBytes("The quick brown fox jumps over the lazy dog.");
        uint whole = LineChecksum.Continue(LineChecksum.Seed, bytes);

        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            uint first = LineChecksum.Continue(LineChecksum.Seed, bytes.AsSpan(0, cut));
            Assert.Equal(whole, LineChecksum.Continue(first, bytes.AsSpan(cut)));
        }
    }

    /// <content>Long lines are read in three lanes of 1,024 or 128 bytes, which must not be seen.</content>
    [Fact]
    public void It_is_the_same_however_long_the_bytes_are()
    {
        byte[] bytes = [.. Enumerable.Range(0, 7_000).Select(number => (byte)((number * 31) ^ (number >> 3)))];
        uint expected = LineChecksum.Seed;
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(expected, LineChecksum.Continue(LineChecksum.Seed, bytes.AsSpan(0, length)));
            expected = LineChecksum.Continue(expected, bytes.AsSpan(length, 1));
        }
    }
}
