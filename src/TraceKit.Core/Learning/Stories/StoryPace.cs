namespace TraceKit.Learning.Stories;

/// <summary>Says when the story file is written while the run goes on. The trace's lock guards it.</summary>
/// <param name="time">The clock.</param>
/// <param name="interval">Least time between two writes; zero for none.</param>
/// <param name="write">Called without the lock when a write that was put off is due.</param>
internal sealed class StoryPace(TimeProvider time, TimeSpan interval, Action write) : IDisposable
{
    /// <summary>A long story takes long to write: the time between two writes is so many times what one takes.</summary>
    private const int Share = 20;

    /// <summary>Without an interval a story is written when so many parts of it are new, so that all writes together stay linear in its length.</summary>
    private const int Parts = 16;

    private ITimer? _timer;
    private long _begun = time.GetTimestamp();
    private long _ended = time.GetTimestamp();
    private int _written;

    /// <summary>Whether a step waits to be written.</summary>
    public bool IsPutOff { get; private set; }

    /// <summary>Says whether a step is to be written now; if not, a write comes later.</summary>
    /// <param name="entries">Entries so far.</param>
    public bool IsDue(int entries)
    {
        if (interval == TimeSpan.Zero)
        {
            return entries > _written + (_written / Parts);
        }

        TimeSpan took = time.GetElapsedTime(_begun, _ended);
        TimeSpan left = (took * Share > interval ? took * Share : interval) - time.GetElapsedTime(_ended);
        if (left > TimeSpan.Zero && !IsPutOff)
        {
            IsPutOff = true;
            PutOff(left);
        }

        return left <= TimeSpan.Zero;
    }

    /// <summary>A write begins.</summary>
    public void Begin()
    {
        _begun = time.GetTimestamp();
        IsPutOff = false;
    }

    /// <summary>A write has ended.</summary>
    /// <param name="entries">Entries that it wrote.</param>
    public void End(int entries)
    {
        _ended = time.GetTimestamp();
        _written = entries;
    }

    /// <summary>Nothing is written any more.</summary>
    public void Dispose() => _timer?.Dispose();

    private void PutOff(TimeSpan left)
    {
        if (_timer is not null)
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
            return;
        }

        // The timer is nobody's work: what is current in the learner's flow is not current in it.
        AsyncFlowControl? stopped = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            _timer = time.CreateTimer(static state => ((Action)state!)(), write, left, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            stopped?.Undo();
        }
    }
}
