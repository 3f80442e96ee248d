using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.Telemetry;
using TraceKit.Tracing;

namespace TraceKit.Collection;

/// <summary>One episode: a goal, its events in order, an end. A run is a file, complete in itself.</summary>
/// <remarks>
/// Safe for any number of threads: each event is stamped and written under the run's own lock, and runs share none.
/// When a method that emits returns, the event is as safe as <see cref="TraceKitOptions.Durability"/> says: by default in the operating system's hands.
/// Disposing a run that was not ended seals it as aborted.
/// </remarks>
public sealed class TraceRun : ITraceScope, IDisposable
{
    private readonly RunRecorder? _recorder;
    private readonly FlowScope.Place? _place;
    private int _ended;
    private int _step = -1;

    internal TraceRun(string runId, RunDescriptor descriptor, RunRecorder? recorder, LiveRun? live)
    {
        RunId = runId;
        Goal = descriptor.Goal;
        _recorder = recorder;
        if (recorder is not null)
        {
            Live = live;
            SpanId = RunActivities.SpanIdOf(live?.Activity, recorder.Ids);
            _place = recorder.Companions.Any && live is not null ? FlowScope.Enter(this) : null;
        }
    }

    /// <summary>The run's id.</summary>
    public string RunId { get; }

    /// <summary>What the run is to achieve.</summary>
    public string Goal { get; }

    /// <summary>Whether events are written: false for the runs of a disabled collector.</summary>
    [MemberNotNullWhen(true, nameof(_recorder))]
    public bool IsRecording => _recorder is not null;

    /// <summary>Full path of the run file, or null when there is none.</summary>
    public string? Path => _recorder?.Path;

    /// <summary>The agent's own loop counter, carried by the events that follow. Default: none.</summary>
    /// <remarks>It is for people and for reports; nothing is ever joined by it.</remarks>
    public int? Step
    {
        get => Volatile.Read(ref _step) is >= 0 and var step ? step : null;
        set => Volatile.Write(ref _step, value ?? -1);
    }

    /// <summary>The clock that the run's times come from, for latencies that agree with them.</summary>
    public TimeProvider Time => _recorder?.Time ?? TimeProvider.System;

    /// <summary>Number of events in the file so far.</summary>
    internal long Written => _recorder?.Loss.Written ?? 0;

    internal string? SpanId { get; }

    /// <summary>Its activities. An imported run happened elsewhere: it starts none, and its ids never depend on who listens.</summary>
    internal LiveRun? Live { get; }

    TraceRun ITraceScope.Run => this;

    /// <inheritdoc/>
    LiveSpan? ITraceScope.StartCall(LlmCall asked) => Live?.StartCall(asked, ActivityContext, within: null);

    /// <inheritdoc/>
    EventAddress ITraceScope.EndCall(LlmCall call, LiveSpan? span) => EndCall(call, Envelope<LlmCall>(default) with { ParentSpanId = SpanId }, span);

    internal OpenStreams Streams { get; } = new();

    internal RunCompanions Companions => _recorder?.Companions ?? RunCompanions.None;

    internal TraceIds Ids => _recorder?.Ids ?? TraceIds.Random;

    internal ActivityContext ActivityContext => Live?.Context ?? default;

    /// <summary>Writes one event.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="data">The event.</param>
    /// <param name="emission">What else is to be said about it. Default: nothing.</param>
    /// <returns>The event's address; its <c>seq</c> is -1 when the event is not in the file, which is then counted.</returns>
    /// <exception cref="IOException">The disk refused, and the policy is <see cref="WriteFailurePolicy.Throw"/>.</exception>
    public EventAddress Emit<TEvent>(TEvent data, Emission emission = default)
        where TEvent : ITraceEvent<TEvent> =>
        Tell(data, Envelope<TEvent>(emission) with { ParentSpanId = SpanId }, within: null, ActivityContext);

    /// <summary>Opens a decision: writes its input and gives the handle that its answer goes to.</summary>
    /// <typeparam name="TInput">The input's type.</typeparam>
    /// <typeparam name="TOutput">The type that answers it.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="emission">What else is to be said about it; step and role hold for the whole decision, the origin for the input alone. Default: nothing.</param>
    /// <exception cref="IOException">The disk refused, and the policy is <see cref="WriteFailurePolicy.Throw"/>.</exception>
    public Decision<TInput, TOutput> Decide<TInput, TOutput>(IDecisionInput<TInput, TOutput> input, Emission emission = default)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput> =>
        new(this, Typed(input), emission, SpanId, ActivityContext, parent: null);

    /// <summary>Puts everything that was emitted so far on disk, so that it survives a power cut; the run goes on. Blocks until the disk has it.</summary>
    /// <returns>Whether the disk has it; false after the run's end, except at level <see cref="Durability.Disk"/>.</returns>
    public bool Flush() => _recorder?.Flush() ?? true;

    /// <inheritdoc cref="Flush"/>
    /// <param name="cancellationToken">Gives up waiting; the sync itself goes on.</param>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken = default) =>
        _recorder is not { } recorder || await Task.Run(recorder.Flush, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Ends the run by the agent's own decision.</summary>
    /// <param name="success">Whether the goal was reached.</param>
    /// <param name="source">Who says so.</param>
    /// <param name="stopReason">Why it ended, as a stable word. Default: <c>goal_reached</c> on success, else none.</param>
    public void Complete(bool success, SuccessSource source, string? stopReason = null) =>
        End(new RunOutcome(RunStatus.Completed)
        {
            Success = success,
            SuccessSource = source,
            StopReason = stopReason ?? (success ? "goal_reached" : null),
        });

    /// <summary>Ends the run when nobody can say whether it succeeded.</summary>
    /// <param name="stopReason">Why it ended, as a stable word. Default: none.</param>
    public void Complete(string? stopReason = null) => End(new RunOutcome(RunStatus.Completed) { StopReason = stopReason });

    /// <summary>Ends the run because something broke: writes <c>episode_error</c> and the seal.</summary>
    /// <param name="exception">What broke.</param>
    /// <param name="stage">Where in the loop. Default: not known.</param>
    public void Fail(Exception exception, string? stage = null)
    {
        var error = ErrorDetail.From(exception);
        try
        {
            if (Volatile.Read(ref _ended) == 0)
            {
                Emit(new EpisodeError { Error = error, Stage = stage });
            }
        }
        finally
        {
            End(new RunOutcome(RunStatus.Failed) { Error = error, StopReason = "error" });
        }
    }

    /// <summary>Ends the run as failed without writing an event of its own, as an import does whose events already tell it.</summary>
    /// <param name="error">What broke.</param>
    /// <param name="stopReason">Why it ended, as a stable word. Default: <c>error</c>.</param>
    public void Fail(ErrorDetail error, string? stopReason = null) =>
        End(new RunOutcome(RunStatus.Failed) { Error = error, StopReason = stopReason ?? "error" });

    /// <summary>Ends the run as aborted.</summary>
    /// <param name="stopReason">Why, as a stable word.</param>
    public void Abort(string stopReason) => End(new RunOutcome(RunStatus.Aborted) { StopReason = stopReason });

    /// <summary>Seals the run as aborted, unless it has ended.</summary>
    public void Dispose()
    {
        Abort("disposed");
        Live?.Leave();
        FlowScope.Leave(_place);
    }

    /// <summary>Hands over what waits in memory.</summary>
    internal void HandOver() => _recorder?.HandOver();

    internal static TInput Typed<TInput, TOutput>(IDecisionInput<TInput, TOutput> input)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        ArgumentNullException.ThrowIfNull(input);
        return input is TInput typed
            ? typed
            : throw new ArgumentException($"{input.GetType()} must name itself as the first type argument of IDecisionInput.", nameof(input));
    }

    internal EventEnvelope Envelope<TEvent>(Emission emission)
        where TEvent : ITraceEvent<TEvent> =>
        new()
        {
            Type = TEvent.EventType.Name,
            Version = TEvent.EventType.Version,
            Step = emission.Step ?? Step,
            Role = emission.Role ?? TEvent.EventType.Role,
            Origin = emission.Origin,
        };

    EventAddress ITraceScope.Place<TEvent>(TEvent data, in SpanPlace place) =>
        Write(data, Envelope<TEvent>(new Emission { Origin = place.Origin }) with
        {
            SpanId = place.SpanId,
            ParentSpanId = place.ParentSpanId ?? SpanId,
            Answers = place.Answers,
        });

    internal EventAddress Write<TEvent>(TEvent data, in EventEnvelope envelope, WrittenData? copy = null)
        where TEvent : ITraceEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(data);
        var address = new EventAddress(RunId, _recorder?.Write(envelope, data, TEvent.EventType, copy) ?? -1);
        if (Companions is { Any: true } companions)
        {
            companions.Emitted(this, data);
        }

        return address;
    }

    /// <summary>Writes an event that opens and ends no decision, and shows it where somebody watches.</summary>
    /// <param name="data">The event.</param>
    /// <param name="envelope">What is said about it.</param>
    /// <param name="within">The decision that it belongs to. Null: none, or nobody watches.</param>
    /// <param name="parent">The activity that it belongs to.</param>
    internal EventAddress Tell<TEvent>(TEvent data, EventEnvelope envelope, LiveSpan? within, ActivityContext parent)
        where TEvent : ITraceEvent<TEvent>
    {
        if (Live is not { } live || _recorder is null)
        {
            return Write(data, envelope);
        }

        if (data is LlmCall call)
        {
            LiveSpan? span = live.StartCall(call, parent, within, TimeSpan.FromMilliseconds(call.LatencyMs ?? 0));
            span?.StepBack();
            return EndCall(data, envelope, span);
        }

        if (!live.Tells(within))
        {
            return Write(data, envelope);
        }

        var told = new LiveEvent<TEvent>(data, envelope);
        WrittenData? copy = live.NewData(within);
        EventAddress address = Write(data, envelope, copy);
        told.Written(address.Seq, copy);
        live.Happened(within, told);
        return address;
    }

    /// <summary>Writes a model call and ends its activity.</summary>
    internal EventAddress EndCall<TEvent>(TEvent call, EventEnvelope envelope, LiveSpan? span)
        where TEvent : ITraceEvent<TEvent>
    {
        if (span is null)
        {
            return Write(call, envelope);
        }

        EventEnvelope own = span.Activity is { IdFormat: ActivityIdFormat.W3C } activity ? envelope with { SpanId = activity.SpanId.ToHexString() } : envelope;
        var told = new LiveEvent<TEvent>(call, own);
        Activity? current = Activity.Current;
        try
        {
            WrittenData? copy = span.NewData();
            EventAddress address = Write(call, own, copy);
            told.Written(address.Seq, copy);
            return address;
        }
        finally
        {
            span.Close(told, errorType: null);
            if (Activity.Current != current && current is not { IsStopped: true })
            {
                Activity.Current = current;
            }
        }
    }

    /// <inheritdoc cref="RunRecorder.WithoutSecrets"/>
    internal TEvent? WithoutSecrets<TEvent>(TEvent data)
        where TEvent : class, ITraceEvent<TEvent> => _recorder is { } recorder ? recorder.WithoutSecrets(data, TEvent.EventType) : data;

    /// <summary>A text for people without its secrets.</summary>
    internal string WithoutSecrets(string text) => _recorder?.WithoutSecrets(text) ?? text;

    /// <summary>Counts an event that could not be made, and writes a gap that says why.</summary>
    internal void Lose(string type, string reason) => _recorder?.Lose(type, reason);

    private void End(RunOutcome outcome)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            _ = _recorder?.EndAgain();
            return;
        }

        Streams.Close();
        Companions.Ending(this);
        FlowScope.Leave(_place);
        _recorder?.End(outcome with
        {
            StopReason = LongText.Cut(outcome.StopReason, LongText.MaxReason),
            Error = outcome.Error is { } error ? error with { Message = LongText.Cut(error.Message, LongText.MaxMessage) } : null,
        });
        if (Live is { } live && _recorder is { } recorder)
        {
            live.Close(outcome, recorder.Loss);
        }
    }
}
