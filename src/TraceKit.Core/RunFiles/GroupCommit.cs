using System.Diagnostics;

namespace TraceKit.RunFiles;

/// <summary>Puts a run's lines on disk: who comes while a sync is under way waits for the next one, which serves all of them.</summary>
/// <remarks>
/// The first who has to wait makes the next sync, for all who came to wait with him; the others sleep until it is done. He begins when the sync before is done and
/// those are back who were there then, or half a sync's time has passed. A sync that fails is never tried again on the same file, which may then say yes without
/// having the data: the run is written anew, and where that fails too, everything that nobody was told of is taken back.
/// </remarks>
/// <param name="file">The run's file.</param>
/// <param name="gate">The run's lock.</param>
/// <param name="keep">Whether lines are kept in memory until they are on disk; needed where each of them is waited for.</param>
/// <param name="takeBack">Called under the run's lock with the place that the run goes on from, and the error.</param>
internal sealed class GroupCommit(RunFile file, Lock gate, bool keep, Action<RunPosition, int> takeBack)
{
    private readonly Lock _queue = new();
    private readonly LineBuffer _kept = new();

    private RunPosition _durable = RunPosition.Start;
    private RunPosition _reached = RunPosition.Start;
    private readonly List<(long Bytes, int Error)> _ends = [];
    private readonly Turnstile _done = new();
    private int _open = 1;
    private int _waiting;
    private int _crowd;
    private TimeSpan _lastSync;

    /// <summary>Counts how often lines were taken back: who was told another number before waits for nothing but what the disk had by then. Under the run's lock.</summary>
    public int Epoch => _ends.Count;

    /// <summary>Notes lines that were handed over. Under the run's lock.</summary>
    public void Appended(ReadOnlySpan<byte> lines)
    {
        if (keep)
        {
            lines.CopyTo(_kept.GetSpan(lines.Length));
            _kept.Advance(lines.Length);
        }
    }

    /// <summary>Notes how far the run has come. Under the run's lock.</summary>
    public void Reached(RunPosition position) => _reached = position;

    /// <summary>Waits until the disk has the run up to a place. Without the run's lock.</summary>
    /// <param name="bytes">The place.</param>
    /// <param name="epoch">The <see cref="Epoch"/> when it was reached.</param>
    /// <returns>0, or the system's error code.</returns>
    public int Commit(long bytes, int epoch)
    {
        if (Verdict(bytes, epoch) is { } known)
        {
            return known;
        }

        int batch;
        bool leads;
        lock (_queue)
        {
            batch = _open;
            leads = _waiting == 0;
            _waiting++;
        }

        if (leads)
        {
            Lead(batch);
        }
        else
        {
            _done.WaitFor(batch);
        }

        return Verdict(bytes, epoch) ?? LibC.InputOutput; // nobody knows: never an acknowledgement
    }

    /// <returns>0 when the disk has the place, the error when it was taken back, null when neither is known yet.</returns>
    private int? Verdict(long bytes, int epoch)
    {
        lock (gate)
        {
            if (epoch != Epoch)
            {
                return bytes <= _ends[epoch].Bytes ? 0 : _ends[epoch].Error; // what the disk had by then was not taken back
            }

            return _durable.Bytes >= bytes ? 0 : null;
        }
    }

    /// <summary>Makes the sync of a batch, after the one before.</summary>
    private void Lead(int batch)
    {
        _done.WaitFor(batch - 1);
        int served = 1;
        try
        {
            Gather();
            lock (_queue)
            {
                served = _waiting;
                _waiting = 0;
                _open++;
            }

            long started = Stopwatch.GetTimestamp();
            Sync();
            _lastSync = Stopwatch.GetElapsedTime(started);
        }
        finally
        {
            // Whatever happened: nobody waits for ever.
            _crowd = served + Volatile.Read(ref _waiting);
            _done.Reach(batch);
        }
    }

    /// <summary>Waits for those who were there the last time, no longer than half a sync: one sync for all of them is faster than two for half of them each.</summary>
    private void Gather()
    {
        long started = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _waiting) < _crowd && Stopwatch.GetElapsedTime(started) < _lastSync / 2)
        {
            Thread.Yield();
        }
    }

    private void Sync()
    {
        RunPosition target;
        lock (gate)
        {
            target = _reached;
            if (target.Bytes == _durable.Bytes)
            {
                return; // the sync before had it all
            }
        }

        int error = file.Sync();
        lock (gate)
        {
            _ = error == 0 ? Advance(target) : Rescue();
        }
    }

    private int Advance(RunPosition target)
    {
        if (keep)
        {
            _kept.RemoveFirst((int)(target.Bytes - _durable.Bytes));
        }

        _durable = target;
        return 0;
    }

    private int Rescue()
    {
        int error = keep ? file.Replace(_durable.Bytes, _kept.Written) : file.Replace(_reached.Bytes, []);
        if (error == 0)
        {
            return Advance(_reached);
        }

        if (keep)
        {
            _ends.Add((_durable.Bytes, error));
            _kept.Clear();
            takeBack(_durable, error);
            _reached = _durable;
        }
        else
        {
            file.GoOn();
        }

        return error;
    }
}
