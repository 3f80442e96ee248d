using System.Collections.Concurrent;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.OpenTelemetry.Telling;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>A run that takes captured spans: they wait in the order in which they ended, and are told by one thread at a time.</summary>
internal sealed class CapturedRun(TraceRun run, CaptureRoom room, CaptureWorker worker, Action<string>? telling)
{
    private readonly Lock _waitingLock = new();
    private readonly object _tellingLock = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly ConcurrentQueue<(string? Response, string? Tool)> _told = new();
    private readonly RunTeller _teller = new(run);
    private bool _isPosted;
    private bool _hasEnded;

    /// <summary>Whether this thread is writing what was captured; those events are not news to the capture.</summary>
    [field: ThreadStatic]
    public static bool IsTelling { get; private set; }

    public TraceRun Run => run;

    /// <summary>Takes a copied span; never waits.</summary>
    public void Take(OpenSpan? open, ITraceScope scope, ActivitySnapshot snapshot)
    {
        if (!room.TryTake(snapshot.Chars))
        {
            Lose(CaptureOutcome.Dropped, "capture_full", 1);
            return;
        }

        lock (_waitingLock)
        {
            if (_hasEnded)
            {
                room.Give(snapshot.Chars);
                CaptureCounts.Add(CaptureOutcome.NoRun);
                return;
            }

            _waiting.Enqueue(new Waiting(open, scope, snapshot));
            if (_isPosted)
            {
                return;
            }

            _isPosted = true;
        }

        worker.Post(Work);
    }

    /// <summary>Notes what somebody else wrote into the run.</summary>
    public void Note(string? response, string? tool) => _told.Enqueue((response, tool));

    /// <summary>Whether a span that lost its parent belongs here, by the ids in what it tells and in what ended before it.</summary>
    public bool Owns(SpanReading reading, TimeSpan atMost)
    {
        if (!Monitor.TryEnter(_tellingLock, atMost))
        {
            return false;
        }

        try
        {
            TellAll(long.MaxValue);
            return _teller.Owns(reading);
        }
        finally
        {
            Monitor.Exit(_tellingLock);
        }
    }

    /// <summary>Writes all that waits, on this thread, and what stayed open. What is not written in time is counted.</summary>
    public void End(TimeSpan atMost)
    {
        long deadline = Environment.TickCount64 + (long)atMost.TotalMilliseconds;
        if (Monitor.TryEnter(_tellingLock, atMost))
        {
            try
            {
                TellAll(deadline);
                Guarded(_teller.Close);
            }
            finally
            {
                Monitor.Exit(_tellingLock);
            }
        }

        Queue<Waiting> left;
        lock (_waitingLock)
        {
            _hasEnded = true;
            left = new Queue<Waiting>(_waiting);
            _waiting.Clear();
        }

        foreach (Waiting waiting in left)
        {
            room.Give(waiting.Snapshot.Chars);
            Lose(CaptureOutcome.Dropped, "capture_end_wait", 1);
        }
    }

    private void Work()
    {
        lock (_waitingLock)
        {
            _isPosted = false;
        }

        lock (_tellingLock)
        {
            TellAll(long.MaxValue);
        }
    }

    private void TellAll(long deadline)
    {
        while (Environment.TickCount64 <= deadline && Next() is { } waiting)
        {
            Guarded(() => Tell(waiting));
            room.Give(waiting.Snapshot.Chars);
        }
    }

    private Waiting? Next()
    {
        lock (_waitingLock)
        {
            return _waiting.TryDequeue(out Waiting? next) ? next : null;
        }
    }

    /// <summary>A span that cannot be read is counted, here and in the run.</summary>
    private void Guarded(Action act)
    {
        IsTelling = true;
        try
        {
            act();
        }
        catch (Exception failure)
        {
            Lose(CaptureOutcome.Failed, $"capture_failed: {failure.GetType().Name}", 1);
        }
        finally
        {
            IsTelling = false;
        }
    }

    private void Tell(Waiting waiting)
    {
        while (_told.TryDequeue(out (string? Response, string? Tool) told))
        {
            if (told.Response is not null)
            {
                _teller.KnowResponse(told.Response);
            }

            if (told.Tool is not null)
            {
                _teller.KnowTool(told.Tool);
            }
        }

        SpanRecord span = waiting.Snapshot.ToRecord();
        telling?.Invoke(span.Name);
        SpanReading reading = SpanReader.Read(span);
        _teller.Tell(reading, waiting.Scope, waiting.Open?.Parent?.Activity.SpanId.ToHexString() ?? ParentInRun(span, waiting), Untold(waiting, reading));
        CaptureCounts.Add(CaptureOutcome.Recorded);
    }

    /// <summary>A parent that is no captured span stands in the span itself; in the run, the span belongs to its run or decision.</summary>
    private static string? ParentInRun(SpanRecord span, Waiting waiting) => waiting.Open is null ? span.ParentSpanId : null;

    private static string? Untold(Waiting waiting, SpanReading reading)
    {
        if (reading.Tool is { } tool && waiting.Scope is Decision<ToolCall, ToolResult> calling && calling.Input.Name == tool.Name)
        {
            return "recorded_by_wrapper";
        }

        if (waiting.Open is { IsRecordedElsewhere: true } && (reading.Call is not null || reading.Tool is not null))
        {
            return "recorded_by_wrapper";
        }

        return waiting.Open?.Whole(reading) is { } whole ? $"part_of:{whole.Activity.SpanId.ToHexString()}" : null;
    }

    private void Lose(CaptureOutcome outcome, string reason, int count)
    {
        CaptureCounts.Add(outcome, count);
        run.Lose("foreign_span", reason);
    }

    private sealed record Waiting(OpenSpan? Open, ITraceScope Scope, ActivitySnapshot Snapshot);
}
