using Microsoft.Extensions.Logging;

namespace TraceKit.Collection;

/// <summary>Calls a user's logger on a thread of the pool, so that what it throws or how long it takes never reaches the agent. Keeps the order.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    /// <summary>A logger that hangs must not take the memory: what comes on top of so many is counted, not logged.</summary>
    private const int MostWaiting = 1024;

    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    private readonly Queue<Action> _waiting = new();
    private bool _busy;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_waiting)
        {
            if (_waiting.Count >= MostWaiting)
            {
                TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
                return;
            }

            _waiting.Enqueue(() => logger.Log(logLevel, eventId, state, exception, formatter));
            if (!_busy)
            {
                _busy = true;
                ThreadPool.UnsafeQueueUserWorkItem(static self => self.Work(), this, preferLocal: false);
            }
        }
    }

    /// <summary>Waits until everything is logged, for a second at most.</summary>
    public void Drain()
    {
        lock (_waiting)
        {
            while (_busy && Monitor.Wait(_waiting, AtMost))
            {
            }
        }
    }

    private void Work()
    {
        while (Next() is { } log)
        {
            try
            {
                log();
            }
            catch (Exception)
            {
                TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            }
        }
    }

    private Action? Next()
    {
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out Action? log))
            {
                _busy = false;
                Monitor.PulseAll(_waiting);
            }

            return log;
        }
    }
}
