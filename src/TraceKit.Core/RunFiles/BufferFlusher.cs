using System.Collections.Concurrent;

namespace TraceKit.RunFiles;

/// <summary>The one thread of a collector that empties the buffers of its runs, so that no agent ever waits for the disk.</summary>
internal sealed class BufferFlusher : IDisposable
{
    private readonly ConcurrentDictionary<WriteBehind, WriteBehind> _buffers = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly TimeSpan _every;
    private volatile bool _stopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="every">How long lines wait at most.</param>
    public BufferFlusher(TimeSpan every)
    {
        _every = every;
        new Thread(Run) { IsBackground = true, Name = "TraceKit flusher" }.Start();
    }

    /// <summary>Makes a buffer in front of a file, which is emptied until it is removed.</summary>
    public WriteBehind Buffer(RunFile file, int capacity)
    {
        var buffer = new WriteBehind(file, this, capacity);
        _buffers[buffer] = buffer;
        Wake();
        return buffer;
    }

    public void Remove(WriteBehind buffer) => _buffers.TryRemove(buffer, out _);

    /// <summary>Has the buffers emptied now.</summary>
    public void Wake()
    {
        if (!_stopped)
        {
            _wake.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
    }

    private void Run()
    {
        while (!_stopped)
        {
            _wake.WaitOne(_buffers.IsEmpty ? Timeout.InfiniteTimeSpan : _every);
            foreach (WriteBehind buffer in _buffers.Keys)
            {
                FlushGuarded(buffer);
            }
        }
    }

    /// <summary>The thread must not die: what one file does is not to be felt by the others.</summary>
    private static void FlushGuarded(WriteBehind buffer)
    {
        try
        {
            buffer.Flush();
        }
        catch (ObjectDisposedException)
        {
            // The run ended in between and drained its buffer itself.
        }
    }
}
