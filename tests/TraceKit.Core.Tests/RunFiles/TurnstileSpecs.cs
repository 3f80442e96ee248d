using TraceKit.RunFiles;

namespace TraceKit.Core.Tests.RunFiles;

public sealed class TurnstileSpecs
{
    private const int Waiters = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, int.MaxValue - 2)]
    [InlineData(false, int.MaxValue - 2)]
    public void Who_waits_goes_on_when_the_value_is_reached_and_not_before(bool hasFutex, int start)
    {
        Assert.SkipWhen(hasFutex && !LibC.HasFutex, "This system has no futex.");
        var turnstile = new Turnstile(start, hasFutex);
        int[] passed = new int[Waiters];
        Thread[] threads = [.. Enumerable.Range(0, Waiters).Select(number => new Thread(() =>
        {
            turnstile.WaitFor(unchecked(start + 1 + (number / 2)));
            Volatile.Write(ref passed[number], 1);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        for (int value = 0; value < Waiters / 2; value++)
        {
            Assert.All(passed[(2 * value)..], one => Assert.Equal(0, one));

            turnstile.Reach(unchecked(start + 1 + value));

            Assert.True(threads[2 * value].Join(Patience) && threads[(2 * value) + 1].Join(Patience), "who waited for the value sleeps on");
        }

        turnstile.WaitFor(start);
    }
}
