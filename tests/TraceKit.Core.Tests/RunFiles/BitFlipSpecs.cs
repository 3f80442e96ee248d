using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.RunFiles;

public sealed class BitFlipSpecs
{
    [Fact]
    public void Every_flip_of_a_single_bit_is_found()
    {
        using var folder = new TempFolder();
        byte[] file = File.ReadAllBytes(Some.RunFile(folder, decisions: 3));
        Assert.InRange(file.Length, 2_500, 5_000);

        Parallel.For(0, file.Length, () => (byte[])file.Clone(), (offset, _, copy) =>
        {
            for (int bit = 0; bit < 8; bit++)
            {
                copy[offset] ^= (byte)(1 << bit);
                RunFileContents contents = RunFileReader.Read(copy, "flipped");
                Assert.True(contents.Findings.Any(finding => finding.Severity == FindingSeverity.Error), $"bit {bit} of byte {offset} was not found");
                copy[offset] = file[offset];
            }

            return copy;
        }, _ => { });
    }
}
