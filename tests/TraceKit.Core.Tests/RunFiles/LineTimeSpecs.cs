using System.Text;
using TraceKit.RunFiles;

namespace TraceKit.Core.Tests.RunFiles;

public sealed class LineTimeSpecs
{
    [Fact]
    public void Times_of_lines_are_those_of_records()
    {
        var times = new LineTime();
        var start = new DateTimeOffset(2026, 12, 31, 23, 59, 58, TimeSpan.FromHours(5));
        foreach (long ticks in (long[])[0, 1, 9_999_999, 10_000_000, 10_000_001, 19_876_543, 20_000_000, 36_000_000_000, 5])
        {
            byte[] text = new byte[LineTime.Length];
            times.Write(start.AddTicks(ticks), text);

            Assert.Equal(UtcTimeConverter.Write(start.AddTicks(ticks)), Encoding.UTF8.GetString(text));
        }
    }
}
