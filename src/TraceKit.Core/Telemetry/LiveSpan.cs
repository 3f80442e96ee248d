using System.Diagnostics;
using TraceKit.RunFiles;

namespace TraceKit.Telemetry;

/// <summary>The activity of a run, decision or call that happens now. Whatever telemetry or a listener throws is counted and stays here.</summary>
internal sealed class LiveSpan
{
    private readonly SpanWriter _writer;
    private readonly Activity? _before = Activity.Current;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _earlier;

    private LiveSpan(SpanWriter writer, ToldSpan told, TimeSpan earlier)
    {
        _writer = writer;
        Told = told;
        _earlier = earlier;
    }

    /// <summary>The activity; null when nobody listens, or no sampler wants it.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>What happened in it so far.</summary>
    public ToldSpan Told { get; }

    /// <summary>Where its children belong.</summary>
    public ActivityContext Context => Activity?.Context ?? default;

    /// <summary>Whether its data is wanted.</summary>
    public bool IsTold => Activity is { IsAllDataRequested: true };

    /// <summary>Where the data of the events in it is kept, when that is wanted.</summary>
    public WrittenData? NewData() => IsTold && _writer.WantsData ? new WrittenData() : null;

    /// <summary>Starts it.</summary>
    /// <param name="writer">What tells of the run.</param>
    /// <param name="told">What it is.</param>
    /// <param name="head">How its activity starts.</param>
    /// <param name="parent">What it belongs to.</param>
    /// <param name="earlier">How long ago it began. Default: it begins now.</param>
    public static LiveSpan Start(SpanWriter writer, ToldSpan told, Func<SpanWriter, SpanHead> head, ActivityContext parent, TimeSpan earlier = default)
    {
        var span = new LiveSpan(writer, told, earlier);
        if (TraceKitDiagnostics.Source.HasListeners())
        {
            Guarded(() => span.Activity = span.Begin(head(writer), parent));
            if (span.Activity is null && Activity.Current != span._before)
            {
                Activity.Current = span._before;
            }
        }

        return span;
    }

    /// <summary>Makes its activity current in the caller's flow, which may have lost it.</summary>
    public void Enter()
    {
        if (Activity is { IsStopped: false } activity && Activity.Current != activity)
        {
            Activity.Current = activity;
        }
    }

    /// <summary>Makes what was current before it current again, in the flow that started it.</summary>
    public void StepBack()
    {
        if (Activity.Current != _before && _before is not { IsStopped: true })
        {
            Activity.Current = _before;
        }
    }

    public void Opened()
    {
        if (IsTold)
        {
            Guarded(() => _writer.Opened(Activity!, Told));
        }
    }

    public void RunOpened()
    {
        if (IsTold)
        {
            Guarded(() => _writer.RunOpened(Activity!));
        }
    }

    /// <summary>Tells of an event in it that is no span.</summary>
    public void Happened(ToldEvent happened)
    {
        if (IsTold)
        {
            Guarded(() => _writer.Happened(Activity!, Told, happened));
        }
    }

    /// <summary>Ends it. Messages stay in the run file, where redaction has passed over them.</summary>
    public void Close(ToldEvent? answer, string? errorType)
    {
        string? error = errorType ?? SpanError.Of(answer);
        Guarded(() => _writer.Closed(IsTold ? Activity : null, Told, answer, error, Elapsed));
        Stop(error);
    }

    /// <summary>Ends that of a run.</summary>
    public void CloseRun(RunOutcome outcome, LossRecord loss)
    {
        Guarded(() => _writer.RunClosed(IsTold ? Activity : null, Told, outcome, loss, Elapsed));
        Stop(outcome.Status is RunStatus.Failed or RunStatus.Aborted ? outcome.Error?.Type ?? outcome.StopReason : null);
    }

    /// <summary>Gives it up: what it was to show did not come to be.</summary>
    public void Stop(string? errorType)
    {
        if (Activity is not { } activity)
        {
            return;
        }

        if (errorType is not null)
        {
            activity.SetTag(SpanError.Tag, errorType);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        if (_earlier > TimeSpan.Zero)
        {
            activity.SetEndTime(activity.StartTimeUtc + _earlier);
        }

        RunActivities.StopGuarded(activity, _before);
    }

    /// <inheritdoc cref="RunActivities.Leave"/>
    public void Leave() => RunActivities.Leave(Activity, _before);

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started) + _earlier;

    private Activity? Begin(in SpanHead head, ActivityContext parent)
    {
        DateTimeOffset start = _earlier > TimeSpan.Zero ? TimeProvider.System.GetUtcNow() - _earlier : default;
        return TraceKitDiagnostics.Source.StartActivity(head.Name, head.Kind, parent, head.Tags, head.Links, start);
    }

    private static void Guarded(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
        }
    }
}
