using System.Collections.Concurrent;
using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.OpenTelemetry.Telling;
using TraceKit.RunFiles;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Spans of which no run was found when they started: given to the run whose ids they tell, made a run of their own, or counted.</summary>
internal sealed class StraySpans(TraceCollector collector, SpansWithoutRun policy, Func<IEnumerable<CapturedRun>> runs, CaptureWorker worker, CaptureRoom room)
{
    private readonly ConcurrentDictionary<ActivityTraceId, StrayTrace> _traces = new();
    private readonly ConcurrentQueue<(OpenSpan Open, ActivitySnapshot Snapshot)> _waiting = new();
    private readonly object _settling = new();

    /// <summary>Whether spans are wanted even when no run is open.</summary>
    public bool AreWanted => policy == SpansWithoutRun.OneRunPerTrace;

    public void Started(OpenSpan open)
    {
        if (AreWanted)
        {
            _traces.GetOrAdd(open.Trace, static _ => new StrayTrace()).Open();
        }
    }

    public void Take(OpenSpan open, ActivitySnapshot snapshot)
    {
        if (room.TryTake(snapshot.Chars))
        {
            _waiting.Enqueue((open, snapshot));
            worker.Post(() => Settle(Timeout.InfiniteTimeSpan));
        }
        else
        {
            CaptureCounts.Add(CaptureOutcome.Dropped);
        }
    }

    /// <summary>Finds a place for all that waits.</summary>
    public void Settle(TimeSpan atMost)
    {
        if (!Monitor.TryEnter(_settling, atMost))
        {
            return;
        }

        try
        {
            while (_waiting.TryDequeue(out (OpenSpan Open, ActivitySnapshot Snapshot) stray))
            {
                room.Give(stray.Snapshot.Chars);
                Settle(stray.Open, stray.Snapshot, atMost);
            }
        }
        finally
        {
            Monitor.Exit(_settling);
        }
    }

    /// <summary>Writes the traces that are still open as they are.</summary>
    public void Close(TimeSpan atMost)
    {
        Settle(atMost);
        foreach (StrayTrace trace in _traces.Values)
        {
            Write(trace);
        }

        _traces.Clear();
    }

    private void Settle(OpenSpan open, ActivitySnapshot snapshot, TimeSpan atMost)
    {
        SpanReading reading = SpanReader.Read(snapshot.ToRecord());
        _traces.TryGetValue(open.Trace, out StrayTrace? trace);
        if (runs().FirstOrDefault(run => run.Owns(reading, atMost)) is { } owner)
        {
            owner.Take(open: null, owner.Run, snapshot);
        }
        else if (trace is not null)
        {
            trace.Add(reading, open);
        }
        else
        {
            CaptureCounts.Add(CaptureOutcome.NoRun);
        }

        if (trace?.Close() is true && _traces.TryRemove(open.Trace, out _))
        {
            Write(trace);
        }
    }

    /// <summary>The run says that it was made of activities; it starts none of its own.</summary>
    private void Write(StrayTrace trace)
    {
        if (trace.Spans.Count == 0)
        {
            return;
        }

        SpanRecord root = trace.Spans[^1].Reading.Span;
        using TraceRun run = collector.StartRun(new RunDescriptor
        {
            Goal = RunGoal.Of(trace.Spans.Select(span => span.Reading)) ?? root.Name,
            Origin = new EventOrigin { Format = "activity", Type = root.Scope.Name },
            Tags = new Dictionary<string, string> { ["trace_id"] = root.TraceId },
        });
        var teller = new RunTeller(run);
        foreach ((SpanReading reading, OpenSpan open) in trace.Spans)
        {
            string? untold = open.Whole(reading) is { } whole ? $"part_of:{whole.Activity.SpanId.ToHexString()}" : null;
            teller.Tell(reading, run, open.Parent?.Activity.SpanId.ToHexString() ?? reading.Span.ParentSpanId, untold);
        }

        teller.Close();
        run.Complete("trace_ended");
        CaptureCounts.Add(CaptureOutcome.Recorded, trace.Spans.Count);
    }

    /// <summary>A trace without a run: it is written when no span of it is open.</summary>
    private sealed class StrayTrace
    {
        private int _open;

        public List<(SpanReading Reading, OpenSpan Open)> Spans { get; } = [];

        public void Open() => Interlocked.Increment(ref _open);

        public bool Close() => Interlocked.Decrement(ref _open) <= 0;

        public void Add(SpanReading reading, OpenSpan open) => Spans.Add((reading, open));
    }
}
