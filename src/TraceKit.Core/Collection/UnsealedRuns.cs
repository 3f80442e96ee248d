using System.Collections.Concurrent;

namespace TraceKit.Collection;

/// <summary>Runs that have ended and that the disk did not let be sealed: how they ended is known to this process alone, so it tries again. Safe for any thread.</summary>
/// <param name="time">Says when.</param>
internal sealed class UnsealedRuns(TimeProvider time) : IDisposable
{
    /// <summary>Sealing reads the whole file: a disk that is full is not asked again and again.</summary>
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<RunRecorder> _runs = new();
    private long _last;

    public void Add(RunRecorder run)
    {
        Volatile.Write(ref _last, time.GetTimestamp());
        _runs.Enqueue(run);
    }

    /// <summary>Tries the oldest ones, until the disk refuses one.</summary>
    public void TryAgain()
    {
        if (_runs.IsEmpty || time.GetElapsedTime(Volatile.Read(ref _last)) < AtMostEvery)
        {
            return;
        }

        Volatile.Write(ref _last, time.GetTimestamp());
        TryAll();
    }

    /// <summary>Tries for the last time. What is left is for recovery.</summary>
    public void Dispose()
    {
        TryAll();
        while (_runs.TryDequeue(out RunRecorder? run))
        {
            run.GiveUp();
        }
    }

    private void TryAll()
    {
        while (_runs.TryDequeue(out RunRecorder? run))
        {
            if (!run.EndAgain())
            {
                _runs.Enqueue(run);
                return;
            }
        }
    }
}
