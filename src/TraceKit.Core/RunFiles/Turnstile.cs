namespace TraceKit.RunFiles;

/// <summary>A number that only grows; who waits for it to come to a value sleeps until then. It wraps around, and stays right.</summary>
/// <remarks>
/// Where the system has futexes, one call wakes all who sleep, and none of them has to take a lock before it goes on, as after <c>Monitor.PulseAll</c>: with
/// 16 writers at level Disk that is a third of all the time.
/// </remarks>
/// <param name="start">The value that is reached from the start.</param>
/// <param name="hasFutex">Whether to use one. Default: as the system has.</param>
internal sealed class Turnstile(int start = 0, bool? hasFutex = null)
{
    private readonly bool _hasFutex = hasFutex ?? LibC.HasFutex;
    private readonly object _pulse = new();
    private readonly int[] _reached = Pinned(start); // the system sleeps on its address

    /// <summary>Sleeps until a value is reached.</summary>
    public void WaitFor(int value)
    {
        for (int now = Reached; now - value < 0; now = Reached)
        {
            if (_hasFutex)
            {
                LibC.SleepWhile(ref _reached[0], now);
            }
            else
            {
                lock (_pulse)
                {
                    _ = Reached == now && Monitor.Wait(_pulse);
                }
            }
        }
    }

    /// <summary>Comes to a value, and wakes those who sleep.</summary>
    public void Reach(int value)
    {
        if (_hasFutex)
        {
            Volatile.Write(ref _reached[0], value);
            LibC.WakeAll(ref _reached[0]);
        }
        else
        {
            lock (_pulse)
            {
                _reached[0] = value;
                Monitor.PulseAll(_pulse);
            }
        }
    }

    private int Reached => Volatile.Read(ref _reached[0]);

    private static int[] Pinned(int start)
    {
        int[] place = GC.AllocateArray<int>(1, pinned: true);
        place[0] = start;
        return place;
    }
}
