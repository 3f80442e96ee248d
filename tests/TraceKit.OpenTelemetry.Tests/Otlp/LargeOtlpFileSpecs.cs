using TraceKit.OpenTelemetry.Otlp;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

/// <summary>Memory is the process's: nothing else may run meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class LargeOtlpFileSpecs
{
    [Fact]
    public void A_large_file_is_read_line_by_line()
    {
        using var folder = new TempFolder();
        byte[] line = OtlpFileSpecs.Write(writer => writer.Write(SomeSpans.Many(20, attributeLength: 10_000)));
        using (FileStream file = File.Create(folder["large.jsonl"]))
        {
            for (int count = 0; count < 250; count++)
            {
                file.Write(line);
            }
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int spans = 0;
        OtlpReader reader = OtlpReader.Open(folder["large.jsonl"]);
        foreach (OtlpItem _ in reader.Read())
        {
            if (++spans % 1000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.Equal(new OtlpCounts(250, 5000, 0, 0), reader.Counts);
        Assert.True(new FileInfo(folder["large.jsonl"]).Length > 50_000_000);
        Assert.True(most - before < 40_000_000, $"{most - before} bytes are held");
    }
}
