using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.RunFiles;
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
    private readonly Activity? _before = Activity.Current;
    private readonly Activity? _activity;
    private int _ended;
    private int _step = -1;

    internal TraceRun(string runId, RunDescriptor descriptor, RunRecorder? recorder)
    {
        RunId = runId;
        Goal = descriptor.Goal;
        _recorder = recorder;
        if (recorder is not null)
        {
            IsLive = descriptor.Origin is null;
            _activity = IsLive ? RunActivities.StartRun(runId, descriptor) : null;
            SpanId = RunActivities.SpanIdOf(_activity, recorder.Ids);
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

    internal string? SpanId { get; }

    /// <summary>Whether the run happens now. An imported one happened elsewhere: it starts no activity, and its ids never depend on who listens.</summary>
    internal bool IsLive { get; }

    TraceRun ITraceScope.Run => this;

    internal OpenStreams Streams { get; } = new();

    internal TraceIds Ids => _recorder?.Ids ?? TraceIds.Random;

    internal ActivityContext ActivityContext => _activity?.Context ?? default;

    /// <summary>Writes one event.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="data">The event.</param>
    /// <param name="emission">What else is to be said about it. Default: nothing.</param>
    /// <returns>The event's address; its <c>seq</c> is -1 when the event is not in the file, which is then counted.</returns>
    /// <exception cref="IOException">The disk refused, and the policy is <see cref="WriteFailurePolicy.Throw"/>.</exception>
    public EventAddress Emit<TEvent>(TEvent data, Emission emission = default)
        where TEvent : ITraceEvent<TEvent> =>
        Write(data, Envelope<TEvent>(emission) with { ParentSpanId = SpanId });

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
        RunActivities.Leave(_activity, _before);
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

    internal EventAddress Write<TEvent>(TEvent data, in EventEnvelope envelope)
        where TEvent : ITraceEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(data);
        return new EventAddress(RunId, _recorder?.Write(envelope, data, TEvent.EventType) ?? -1);
    }

    private void End(RunOutcome outcome)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        Streams.Close();
        _recorder?.End(outcome with
        {
            StopReason = LongText.Cut(outcome.StopReason, LongText.MaxReason),
            Error = outcome.Error is { } error ? error with { Message = LongText.Cut(error.Message, LongText.MaxMessage) } : null,
        });
        RunActivities.StopRun(_activity, _before, outcome);
    }
}
