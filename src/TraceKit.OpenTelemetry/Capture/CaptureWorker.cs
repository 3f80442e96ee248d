using System.Collections.Concurrent;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>The one thread that reads and writes captured spans, so that the agent's threads need not.</summary>
internal sealed class CaptureWorker : IDisposable
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _lock = new();
    private Thread? _thread;

    /// <summary>Has work done soon; after the end it is not done.</summary>
    public void Post(Action work)
    {
        lock (_lock)
        {
            if (_work.IsAddingCompleted)
            {
                return;
            }

            _work.Add(work);
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "TraceKit capture" };
                _thread.Start();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _work.CompleteAdding();
        }

        if (_thread?.Join(AtMost) ?? true)
        {
            _work.Dispose();
        }
    }

    private void Work()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
        {
            try
            {
                work();
            }
            catch (Exception)
            {
                CaptureCounts.Add(CaptureOutcome.Failed);
            }
        }
    }
}
