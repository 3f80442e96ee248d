using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Listens to the activities of other libraries and gives them to the runs that they happen in. Nothing that it does throws into the program.</summary>
internal sealed class ActivityCapture : IRunCompanion
{
    /// <summary>An activity that never stops must not be remembered for ever.</summary>
    private const int MostOpen = 65_536;

    private static readonly ConcurrentDictionary<ActivityCapture, bool> Active = new();

    private readonly GenAiCaptureOptions _options;
    private readonly SourcePatterns _sources;
    private readonly CaptureRoom _room;
    private readonly CaptureWorker _worker = new();
    private readonly HiddenSpans _hidden = new();
    private readonly StraySpans _strays;
    private readonly ConcurrentDictionary<TraceRun, CapturedRun> _runs = new();
    private readonly ConcurrentDictionary<ActivityTraceId, CapturedRun> _traces = new();
    private readonly ConcurrentDictionary<ActivitySpanId, OpenSpan> _open = new();
    private readonly ActivityListener _listener;

    public ActivityCapture(TraceCollector collector, GenAiCaptureOptions options)
    {
        CaptureCounts.Touch();
        _options = options;
        _sources = new SourcePatterns(options.Sources);
        _room = new CaptureRoom(options.MaxWaiting, options.MaxWaitingChars);
        _strays = new StraySpans(collector, options.WithoutRun, () => _runs.Values, _worker, _room);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => Guarded(() => Listens(source), false),
            Sample = Sample,
            SampleUsingParentId = SampleUsingParentId,
            ActivityStarted = activity => Guarded(() => Start(activity)),
            ActivityStopped = activity => Guarded(() => Stop(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
        Active[this] = true;
    }

    /// <summary>Has every capture copy an activity before something is taken from it.</summary>
    public static void CopyNow(Activity activity)
    {
        foreach (ActivityCapture capture in Active.Keys)
        {
            Guarded(() =>
            {
                if (capture._open.TryGetValue(activity.SpanId, out OpenSpan? open))
                {
                    capture.Copy(open, hasEnded: true);
                }
            });
        }
    }

    public void Started(TraceRun run) => Guarded(() =>
    {
        if (run.Live is not null)
        {
            _runs[run] = new CapturedRun(run, _room, _worker, _options.Telling);
        }
    });

    /// <summary>A wrapper that writes the same call or tool that an open span around it will tell.</summary>
    public void Emitted<TEvent>(TraceRun run, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        if (data is not (LlmCall or ToolCall or ToolResult) || CapturedRun.IsTelling || !_runs.TryGetValue(run, out CapturedRun? captured))
        {
            return;
        }

        Guarded(() =>
        {
            captured.Note((data as LlmCall)?.ResponseId, (data as ToolCall)?.CallId ?? (data as ToolResult)?.CallId);
            for (OpenSpan? around = Around(); around is not null; around = around.Parent)
            {
                if (data is LlmCall ? around.Role.Kind == SpanRoleKind.Call : around.Role.Kind == SpanRoleKind.Tool && around.Role.Target == ((data as ToolCall)?.Name ?? (data as ToolResult)?.Name))
                {
                    around.IsRecordedElsewhere = true;
                }
            }
        });
    }

    public void Ending(TraceRun run) => Guarded(() =>
    {
        if (!_runs.TryGetValue(run, out CapturedRun? captured))
        {
            return;
        }

        foreach (OpenSpan open in _open.Values.Where(open => open.Run == captured && !open.HasStopped))
        {
            Copy(open, hasEnded: false); // the call that hangs is the one that matters most
        }

        _strays.Settle(_options.EndWait);
        captured.End(_options.EndWait);
        _runs.TryRemove(run, out _);
        Forget(captured);
    });

    public void Dispose()
    {
        Active.TryRemove(this, out _);
        Guarded(_listener.Dispose);
        Guarded(() => _strays.Close(_options.EndWait));
        Guarded(_worker.Dispose);
    }

    private void Forget(CapturedRun captured)
    {
        foreach ((ActivityTraceId trace, CapturedRun run) in _traces)
        {
            if (run == captured)
            {
                _traces.TryRemove(trace, out _);
            }
        }

        foreach ((ActivitySpanId id, OpenSpan open) in _open)
        {
            if (open.Run == captured)
            {
                open.HasStopped = true; // for the run; the activity may go on
                _open.TryRemove(id, out _);
            }
        }
    }

    private bool Listens(ActivitySource source) =>
        !SourceAudience.IsAsking && source.Name != TraceKitDiagnostics.ActivitySourceName && (_options.Discover || _sources.Match(source.Name));

    private ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) => Decide(options.Source, options.Name);

    private ActivitySamplingResult SampleUsingParentId(ref ActivityCreationOptions<string> options) => Decide(options.Source, options.Name);

    /// <summary>All data, and never recorded: whether it is exported is the user's to say.</summary>
    private ActivitySamplingResult Decide(ActivitySource source, string name)
    {
        try
        {
            if (!Wants(source.Name, name))
            {
                return ActivitySamplingResult.None;
            }

            if (Sdk.SuppressInstrumentation)
            {
                CaptureCounts.Add(CaptureOutcome.Suppressed);
                return ActivitySamplingResult.None;
            }

            if (_runs.IsEmpty && !_strays.AreWanted)
            {
                CaptureCounts.Add(CaptureOutcome.NoRun);
                return ActivitySamplingResult.None;
            }

            return ActivitySamplingResult.AllData;
        }
        catch (Exception)
        {
            CaptureCounts.Add(CaptureOutcome.Failed);
            return ActivitySamplingResult.None;
        }
    }

    private bool Wants(string source, string name) => _sources.Match(source) || (_options.Discover && SpanOperations.IsNamed(name));

    private void Start(Activity activity)
    {
        if (activity.IdFormat != ActivityIdFormat.W3C || (_runs.IsEmpty && !_strays.AreWanted) || !Wants(activity.Source.Name, activity.OperationName) || Sdk.SuppressInstrumentation)
        {
            return;
        }

        OpenSpan? parent = _hidden.Around(activity) ?? _open.GetValueOrDefault(activity.ParentSpanId);
        (CapturedRun? run, ITraceScope? scope) = Place(activity, parent);
        var open = new OpenSpan(activity, run, scope, parent?.Run == run ? parent : null)
        {
            OuterHidden = _hidden.Innermost,
            IsRecordedElsewhere = FlowScope.IsCallRecorded && SpanRole.Of(activity.OperationName).Kind == SpanRoleKind.Call,
        };
        if (_open.Count >= MostOpen)
        {
            CaptureCounts.Add(CaptureOutcome.Dropped);
            return;
        }

        _open[activity.SpanId] = open;
        if (run is not null)
        {
            _traces.TryAdd(activity.TraceId, run);
        }
        else
        {
            _strays.Started(open);
        }

        if (!SourceAudience.HasOthers(activity.Source))
        {
            _hidden.Hide(open);
        }
    }

    /// <summary>Where it happens: what the author entered, else the run or decision of the flow, else that of the span around it, else that of its trace.</summary>
    private (CapturedRun? Run, ITraceScope? Scope) Place(Activity activity, OpenSpan? parent)
    {
        ITraceScope? flow = FlowScope.Current;
        ITraceScope? entered = TraceScope.Current;
        ITraceScope? scope = entered is not null && entered.Run != flow?.Run ? entered : flow;
        foreach (ITraceScope? candidate in (ITraceScope?[])[scope, flow, parent?.Scope])
        {
            if (candidate is not null && _runs.TryGetValue(candidate.Run, out CapturedRun? found))
            {
                return (found, candidate);
            }
        }

        return _traces.TryGetValue(activity.TraceId, out CapturedRun? sameTrace) ? (sameTrace, sameTrace.Run) : (null, null);
    }

    private void Stop(Activity activity)
    {
        if (_open.TryRemove(activity.SpanId, out OpenSpan? open))
        {
            _hidden.Stopped(open);
            Copy(open, hasEnded: true);
        }
        else if (activity.IsAllDataRequested && Wants(activity.Source.Name, activity.OperationName))
        {
            CaptureCounts.Add(CaptureOutcome.NoRun);
        }
    }

    private void Copy(OpenSpan open, bool hasEnded)
    {
        if (!open.Take())
        {
            return;
        }

        var snapshot = new ActivitySnapshot(open.Activity, hasEnded);
        if (open.Run is { } run)
        {
            run.Take(open, open.Scope!, snapshot);
        }
        else
        {
            _strays.Take(open, snapshot);
        }
    }

    private OpenSpan? Around()
    {
        for (Activity? current = Activity.Current; current is not null; current = current.Parent)
        {
            if (_open.TryGetValue(current.SpanId, out OpenSpan? open))
            {
                return _hidden.Innermost is { } hidden && IsWithin(hidden, open) ? hidden : open;
            }
        }

        return _hidden.Innermost;
    }

    private static bool IsWithin(OpenSpan inner, OpenSpan outer)
    {
        for (OpenSpan? span = inner; span is not null; span = span.Parent)
        {
            if (span == outer)
            {
                return true;
            }
        }

        return false;
    }

    private static void Guarded(Action act) => Guarded(() =>
    {
        act();
        return true;
    }, false);

    private static T Guarded<T>(Func<T> act, T otherwise)
    {
        try
        {
            return act();
        }
        catch (Exception)
        {
            CaptureCounts.Add(CaptureOutcome.Failed);
            return otherwise;
        }
    }
}
