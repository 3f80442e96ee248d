namespace TraceKit.RunFiles;

/// <summary>Puts a run's lines on disk: who comes while a sync is under way waits for the next one, which serves all of them.</summary>
/// <remarks>
/// Order of locks: the turn, then the run's. A sync that fails is never tried again on the same file, which may then say yes without
/// having the data: the run is written anew, and where that fails too, everything that nobody was told of is taken back.
/// </remarks>
/// <param name="file">The run's file.</param>
/// <param name="gate">The run's lock.</param>
/// <param name="keep">Whether lines are kept in memory until they are on disk; needed where each of them is waited for.</param>
/// <param name="takeBack">Called under the run's lock with the place that the run goes on from, and the error.</param>
internal sealed class GroupCommit(RunFile file, Lock gate, bool keep, Action<RunPosition, int> takeBack)
{
    private readonly Lock _turn = new();
    private readonly LineBuffer _kept = new();

    private RunPosition _durable = RunPosition.Start;
    private RunPosition _reached = RunPosition.Start;
    private int _epoch;
    private int _error;

    /// <summary>Counts how often lines were taken back: who was told another number before, waits in vain. Under the run's lock.</summary>
    public int Epoch => _epoch;

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
        lock (_turn)
        {
            RunPosition target;
            lock (gate)
            {
                if (epoch != _epoch)
                {
                    return _error;
                }

                if (_durable.Bytes >= bytes)
                {
                    return 0;
                }

                target = _reached;
            }

            int error = file.Sync();
            lock (gate)
            {
                return error == 0 ? Advance(target) : Rescue();
            }
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
            _error = error;
            _epoch++;
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
