using System.Collections.Concurrent;

namespace TraceKit.Payloads;

/// <summary>A thread that runs work nobody knows the end of, while its caller waits no longer than a budget.</summary>
/// <remarks>
/// There are at most <see cref="Most"/> in a process. One whose work does not end is stuck and counts among them until it does, so
/// work that hangs for ever costs so many threads and no more. Pool threads are not used: an agent that fills the pool would make
/// harmless work late.
/// </remarks>
internal sealed class BudgetedThread
{
    public const int Most = 8;

    private static readonly ConcurrentStack<BudgetedThread> Idle = new();
    private static readonly SemaphoreSlim Free = new(Most);
    private static int stuck;

    private readonly object _gate = new();
    private Action? _work;
    private ExecutionContext? _context;
    private bool _abandoned;

    private BudgetedThread() => new Thread(Loop) { IsBackground = true, Name = "TraceKit guarded" }.Start();

    /// <summary>Runs work on another thread, in the caller's execution context.</summary>
    /// <param name="work">The work; it throws nothing.</param>
    /// <param name="budget">How long the caller waits.</param>
    public static BudgetedOutcome Run(Action work, TimeSpan budget)
    {
        if (Volatile.Read(ref stuck) >= Most || !Free.Wait(budget))
        {
            return BudgetedOutcome.NoThread;
        }

        BudgetedThread thread = Idle.TryPop(out BudgetedThread? idle) ? idle : new BudgetedThread();
        return thread.RunOne(work, budget);
    }

    private BudgetedOutcome RunOne(Action work, TimeSpan budget)
    {
        lock (_gate)
        {
            _context = ExecutionContext.Capture();
            _work = work;
            Monitor.Pulse(_gate);
            Monitor.Wait(_gate, budget);
            if (_work is not null)
            {
                _abandoned = true;
                Interlocked.Increment(ref stuck);
                return BudgetedOutcome.TimedOut;
            }
        }

        Return();
        return BudgetedOutcome.Done;
    }

    private void Loop()
    {
        while (true)
        {
            RunWork(NextWork());
            if (EndWork())
            {
                Interlocked.Decrement(ref stuck);
                Return();
            }
        }
    }

    private Action NextWork()
    {
        lock (_gate)
        {
            while (_work is null)
            {
                Monitor.Wait(_gate);
            }

            return _work;
        }
    }

    private void RunWork(Action work)
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static work => ((Action)work!)(), work);
        }
        else
        {
            work();
        }
    }

    /// <summary>Says that the work has ended.</summary>
    /// <returns>Whether the caller had gone before.</returns>
    private bool EndWork()
    {
        lock (_gate)
        {
            bool abandoned = _abandoned;
            (_work, _context, _abandoned) = (null, null, false);
            Monitor.Pulse(_gate);
            return abandoned;
        }
    }

    private void Return()
    {
        Idle.Push(this);
        Free.Release();
    }
}
