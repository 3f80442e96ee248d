namespace TraceKit.RunFiles;

/// <summary>Keeps the lines of a run in memory until the flusher hands them over. Bounded: half of it fills while the other half is written.</summary>
/// <param name="file">Where they go.</param>
/// <param name="flusher">Who takes them there.</param>
/// <param name="capacity">Bytes that may wait, at most.</param>
internal sealed class WriteBehind(RunFile file, BufferFlusher flusher, int capacity) : IDisposable
{
    /// <summary>The answer to a line that there is no room for.</summary>
    public const int NoRoom = -1;

    private readonly Lock _turn = new();
    private readonly Lock _buffers = new();
    private readonly ManualResetEventSlim _room = new(initialState: true);

    private LineBuffer _filling = new();
    private LineBuffer _writing = new();
    private long _fillingEvents;
    private long _writingEvents;
    private long _handedOver;

    /// <summary>What the disk last answered.</summary>
    public int LastError { get; private set; }

    /// <summary>Events that were handed over.</summary>
    public long HandedOver => Interlocked.Read(ref _handedOver);

    /// <summary>Asks for room before a line is made that there may be none for.</summary>
    /// <returns>0, <see cref="NoRoom"/>, or the error that keeps what waits from being handed over.</returns>
    public int Ask(int bytes)
    {
        lock (_buffers)
        {
            return Refusal(bytes);
        }
    }

    /// <summary>Takes a line. Under the run's lock, which keeps the order.</summary>
    /// <returns>0, or <see cref="NoRoom"/>; where the disk refuses what waits, its error code instead.</returns>
    public int Add(ReadOnlySpan<byte> line, bool isEvent)
    {
        int filled;
        lock (_buffers)
        {
            if (Refusal(line.Length) is var refusal and not 0)
            {
                return refusal;
            }

            line.CopyTo(_filling.GetSpan(line.Length));
            _filling.Advance(line.Length);
            filled = _filling.Written.Length;
            _fillingEvents += isEvent ? 1 : 0;
        }

        if (filled >= capacity / 4 && filled - line.Length < capacity / 4)
        {
            flusher.Wake();
        }

        return 0;
    }

    /// <summary>A line that is longer than the buffer gets in when it is alone.</summary>
    private int Refusal(int bytes)
    {
        if (_filling.Written.Length == 0 || _filling.Written.Length + bytes <= capacity / 2)
        {
            return 0;
        }

        _room.Reset();
        flusher.Wake();
        return LastError == 0 ? NoRoom : LastError;
    }

    /// <summary>Waits until there may be room. Without the run's lock.</summary>
    /// <returns>Whether there may be.</returns>
    public bool WaitForRoom(TimeSpan atMost) => _room.Wait(atMost);

    /// <summary>Hands over what waits, once.</summary>
    /// <returns>0, or the system's error code: then it waits on.</returns>
    public int Flush()
    {
        lock (_turn)
        {
            lock (_buffers)
            {
                if (_writing.Written.IsEmpty)
                {
                    (_filling, _writing) = (_writing, _filling);
                    (_fillingEvents, _writingEvents) = (_writingEvents, _fillingEvents);
                    _room.Set();
                }
            }

            LastError = _writing.Written.IsEmpty ? 0 : file.Append(_writing.Written);
            if (LastError == 0)
            {
                Interlocked.Add(ref _handedOver, _writingEvents);
                _writingEvents = 0;
                _writing.Clear();
            }

            return LastError;
        }
    }

    /// <summary>Hands over all that waits.</summary>
    /// <returns>0, or the system's error code.</returns>
    public int Drain() => Flush() is var first and not 0 ? first : Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        flusher.Remove(this);
        _room.Set();
    }
}
