using TraceKit.RunFiles;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.RunFiles;

public sealed class RunClockSpecs
{
    [Fact]
    public void A_clock_stands_at_the_end_of_the_calendar()
    {
        var time = new ManualTime { Wall = DateTimeOffset.MaxValue.AddSeconds(-1) };
        var clock = new RunClock(time);

        time.Wall = ManualTime.Start;
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(DateTimeOffset.MaxValue, clock.Now);
    }

    [Fact]
    public void A_clock_shows_no_time_before_the_one_that_it_is_given()
    {
        var time = new ManualTime();

        Assert.Equal(ManualTime.Start.AddYears(1), new RunClock(time, ManualTime.Start.AddYears(1)).Now);
        Assert.Equal(ManualTime.Start, new RunClock(time, ManualTime.Start.AddYears(-1)).Now);
    }
}
