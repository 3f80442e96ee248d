using System.Diagnostics;
using TraceKit.Models;
using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.Tools;

namespace TraceKit.Telemetry;

/// <summary>The activities of one run that happens now. Nothing is computed, and nothing allocated, where nobody listens and nobody measures.</summary>
internal sealed class LiveRun
{
    private readonly RunTelemetry _telemetry;
    private readonly RunHeader _header;
    private readonly RunRedactor _redactor;
    private readonly LiveSpan? _span;
    private SpanWriter? _writer;

    public LiveRun(RunTelemetry telemetry, RunHeader header, RunRedactor redactor)
    {
        _telemetry = telemetry;
        _header = header;
        _redactor = redactor;
        _span = Writer is { } writer ? LiveSpan.Start(writer, new ToldSpan(opening: null), static writer => writer.Run(), parent: default) : null;
    }

    /// <summary>Where its children belong.</summary>
    public ActivityContext Context => _span?.Context ?? default;

    public Activity? Activity => _span?.Activity;

    /// <summary>The trace that the run's activity is in; null when nobody listens.</summary>
    public RunTraceLink? Link => Activity is { IdFormat: ActivityIdFormat.W3C } activity
        ? new RunTraceLink
        {
            TraceId = activity.TraceId.ToHexString(),
            SpanId = activity.SpanId.ToHexString(),
            ParentSpanId = activity.ParentSpanId != default ? activity.ParentSpanId.ToHexString() : null,
        }
        : null;

    /// <summary>Whether somebody listens or measures.</summary>
    public bool IsWatched => TraceKitDiagnostics.Source.HasListeners() || _telemetry.IsMeasuring;

    private SpanWriter? Writer => IsWatched ? _writer ??= OpenGuarded() : null;

    public void Opened() => _span?.RunOpened();

    /// <summary>Starts the activity of a decision.</summary>
    public LiveSpan? StartDecision(ToldEvent input, ActivityContext parent)
    {
        if (Writer is not { } writer)
        {
            return null;
        }

        if (input.As<ToolCall>() is not null)
        {
            _span?.Told.CountToolCall();
        }

        return StartDecision(writer, input, parent);
    }

    /// <summary>Starts the activity of a model call.</summary>
    /// <param name="asked">The call; there need be no reply yet.</param>
    /// <param name="parent">What it belongs to.</param>
    /// <param name="within">The decision that it serves. Null: none.</param>
    /// <param name="earlier">How long ago it began.</param>
    public LiveSpan? StartCall(LlmCall asked, ActivityContext parent, LiveSpan? within, TimeSpan earlier = default)
    {
        if (Writer is not { } writer)
        {
            return null;
        }

        _span?.Told.CountModelCall();
        within?.Told.CountModelCall();
        return StartCall(writer, asked, parent, earlier);
    }

    /// <summary>Tells of an event that is no span, on the activity that it belongs to.</summary>
    public void Happened(LiveSpan? within, ToldEvent happened)
    {
        LiveSpan? span = within ?? _span;
        if (span is null)
        {
            return;
        }

        if (happened.As<ParseFailure>() is not null)
        {
            span.Told.CountParseFailure();
        }

        span.Happened(happened);
    }

    /// <summary>Where the data of an event is kept, when that is wanted.</summary>
    public WrittenData? NewData(LiveSpan? within) => (within ?? _span)?.NewData();

    /// <summary>Whether an event that is no span would be told.</summary>
    public bool Tells(LiveSpan? within) => (within ?? _span)?.IsTold == true;

    public void Close(RunOutcome outcome, LossRecord loss) => _span?.CloseRun(outcome, loss);

    /// <summary>The run did not come to be.</summary>
    public void Abandon(string errorType) => _span?.Stop(errorType);

    public void Leave() => _span?.Leave();

    // Apart, for a lambda takes memory where the method begins that has it, and the methods above take none while nobody listens.
    private static LiveSpan? StartDecision(SpanWriter writer, ToldEvent input, ActivityContext parent) =>
        LiveSpan.Start(writer, new ToldSpan(input), writer => writer.Decision(input), parent);

    private static LiveSpan? StartCall(SpanWriter writer, LlmCall asked, ActivityContext parent, TimeSpan earlier) =>
        LiveSpan.Start(writer, new ToldSpan(opening: null), writer => writer.ModelCall(asked), parent, earlier);

    private SpanWriter? OpenGuarded()
    {
        try
        {
            return _telemetry.Open(_header, new NameRedaction(_redactor).Redact);
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            return null;
        }
    }
}
