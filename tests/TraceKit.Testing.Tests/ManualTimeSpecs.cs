using Xunit;

namespace TraceKit.Testing.Tests;

public sealed class ManualTimeSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_delay_ends_when_the_clock_has_moved_far_enough()
    {
        var time = new ManualTime();
        Task delay = Task.Delay(3 * Second, time, TestContext.Current.CancellationToken);

        time.Advance(2 * Second);
        bool early = delay.IsCompleted;
        time.Advance(Second);
        await delay;

        Assert.False(early);
        Assert.Equal((0, ManualTime.Start + (3 * Second)), (time.Waiting, time.GetUtcNow()));
    }

    [Fact]
    public void Timers_run_in_the_order_of_their_times_and_see_the_time_that_they_were_due_at()
    {
        var time = new ManualTime();
        List<(string, DateTimeOffset)> rang = [];
        using ITimer late = time.CreateTimer(_ => rang.Add(("late", time.GetUtcNow())), null, 3 * Second, Timeout.InfiniteTimeSpan);
        using ITimer often = time.CreateTimer(_ => rang.Add(("often", time.GetUtcNow())), null, Second, 2 * Second);

        time.Advance(5 * Second);

        Assert.Equal(
            [("often", ManualTime.Start + Second), ("late", ManualTime.Start + (3 * Second)), ("often", ManualTime.Start + (3 * Second)), ("often", ManualTime.Start + (5 * Second))],
            rang);
    }

    [Fact]
    public void A_timer_that_is_stopped_changed_or_disposed_does_not_ring_at_its_old_time()
    {
        var time = new ManualTime();
        int rang = 0;
        ITimer stopped = time.CreateTimer(_ => rang++, null, Second, Timeout.InfiniteTimeSpan);
        ITimer changed = time.CreateTimer(_ => rang += 10, null, Second, Timeout.InfiniteTimeSpan);
        ITimer disposed = time.CreateTimer(_ => rang += 100, null, Second, Timeout.InfiniteTimeSpan);

        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        changed.Change(5 * Second, Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        time.Advance(2 * Second);
        int before = rang;
        time.Advance(3 * Second);

        Assert.Equal((0, 10), (before, rang));
        Assert.False(disposed.Change(Second, Second));
    }

    [Fact]
    public void A_timer_that_is_due_at_once_rings_at_once()
    {
        int rang = 0;

        using ITimer timer = new ManualTime().CreateTimer(_ => rang++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal(1, rang);
    }

    [Fact]
    public void A_cancellation_after_a_while_comes_with_the_clock()
    {
        var time = new ManualTime();
        using var cancellation = new CancellationTokenSource(Second, time);

        time.Advance(Second);

        Assert.True(cancellation.IsCancellationRequested);
    }

    [Fact]
    public void Threads_that_let_time_pass_at_once_let_all_of_it_pass()
    {
        var time = new ManualTime();

        Parallel.For(0, 1000, _ => time.Advance(Second));

        Assert.Equal(ManualTime.Start + (1000 * Second), time.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_is_corrected_leaves_timers_and_elapsed_time_alone()
    {
        var time = new ManualTime();
        long start = time.GetTimestamp();
        using ITimer timer = time.CreateTimer(_ => { }, null, Second, Timeout.InfiniteTimeSpan);

        time.Wall -= TimeSpan.FromHours(1);

        Assert.Equal((TimeSpan.Zero, 1), (time.GetElapsedTime(start), time.Waiting));
        Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(-Second));
    }
}
