using System.Diagnostics;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.ModelOutput;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.Telemetry;

namespace TraceKit.Collection;

/// <summary>An input event and the one event that answers it, joined by construction.</summary>
/// <typeparam name="TInput">The input's type.</typeparam>
/// <typeparam name="TOutput">The type that answers it.</typeparam>
/// <remarks>
/// Exactly one of answer, failure or abandonment is written: the first counts. Disposing an unanswered decision writes
/// <c>decision_abandoned</c>. The handle may cross threads and <c>await</c>; nothing depends on <see cref="Activity.Current"/>.
/// </remarks>
public sealed class Decision<TInput, TOutput> : ITraceScope, IDisposable
    where TInput : IDecisionInput<TInput, TOutput>
    where TOutput : ITraceEvent<TOutput>
{
    private readonly TraceRun _run;
    private readonly Emission _emission;
    private readonly LiveSpan? _live;
    private readonly string? _spanId;
    private readonly string? _parentSpanId;
    private readonly long? _parent;
    private readonly DecisionAttempts _attempts = new();
    private readonly FlowScope.Place? _place;
    private int _closed;
    private ModelOutputSpan? _parsed;

    internal Decision(TraceRun run, TInput input, Emission emission, string? parentSpanId, ActivityContext parentContext, long? parent)
    {
        _run = run;
        _emission = emission with { Step = emission.Step ?? run.Step };
        _parentSpanId = parentSpanId;
        _parent = parent;
        Input = input;
        LiveEvent<TInput>? told = null;
        if (run.IsRecording)
        {
            if (run.Live is { IsWatched: true } live)
            {
                told = new LiveEvent<TInput>(input, Envelope<TInput>(emission));
                _live = live.StartDecision(told, parentContext);
            }

            _spanId = RunActivities.SpanIdOf(_live?.Activity, run.Ids);
        }

        try
        {
            WrittenData? copy = _live?.NewData();
            Address = run.Write(input, Envelope<TInput>(emission) with { Decision = parent }, copy);
            told?.Written(Address.Seq, copy);
            _live?.Opened();
        }
        catch (IOException failure)
        {
            _live?.Stop(failure.GetType().FullName);
            throw;
        }

        _place = run.Companions.Any && run.Live is not null ? FlowScope.Enter(this) : null;
    }

    /// <summary>The run that the decision belongs to.</summary>
    public TraceRun Run => _run;

    /// <summary>The input.</summary>
    public TInput Input { get; }

    /// <summary>The input's address; its <c>seq</c> is -1 when it is not in the file.</summary>
    public EventAddress Address { get; }

    /// <summary>The input as JSON, as the run file holds it: a prompt made of it leads back to its bytes.</summary>
    public string Prompt => EventBuffer.ToText(Input, TInput.EventType.Json);

    /// <inheritdoc/>
    public bool IsRecording => _run.IsRecording;

    internal Activity? Activity => _live?.Activity;

    private ActivityContext Context => _live?.Activity?.Context ?? _run.ActivityContext;

    /// <summary>Writes an event that belongs to this decision, such as the model call that serves it.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="data">The event.</param>
    /// <param name="emission">What else is to be said about it. Default: the step and role of the decision.</param>
    /// <returns>The event's address; its <c>seq</c> is -1 when it is not in the file.</returns>
    /// <remarks>
    /// An <c>llm_call</c> that does not say its attempt gets the next number of the decision; a <c>parse_failure</c> that does not say
    /// its attempt is that of the last call.
    /// </remarks>
    public EventAddress Emit<TEvent>(TEvent data, Emission emission = default)
        where TEvent : ITraceEvent<TEvent> =>
        _run.Tell(_attempts.Number(data), Within<TEvent>(emission), _live, Context);

    /// <summary>Opens a decision within this one, such as a tool call.</summary>
    /// <typeparam name="TInnerInput">The inner input's type.</typeparam>
    /// <typeparam name="TInnerOutput">The type that answers it.</typeparam>
    /// <param name="input">The inner input.</param>
    /// <param name="emission">What else is to be said about it. Default: the step of this decision.</param>
    public Decision<TInnerInput, TInnerOutput> Decide<TInnerInput, TInnerOutput>(
        IDecisionInput<TInnerInput, TInnerOutput> input,
        Emission emission = default)
        where TInnerInput : IDecisionInput<TInnerInput, TInnerOutput>
        where TInnerOutput : ITraceEvent<TInnerOutput> =>
        new(_run, TraceRun.Typed(input), emission with { Step = emission.Step ?? _emission.Step }, _spanId, Context, Reference);

    /// <summary>Reads a model's reply as the answer: as strict JSON, else its fenced block, else its first balanced object.</summary>
    /// <param name="reply">The reply as received.</param>
    /// <exception cref="ModelOutputException">The reply is not an answer; the <c>parse_failure</c> is already written.</exception>
    public TOutput Parse(string reply) =>
        TryParse(reply, out TOutput? output, out ModelOutputFailure? failure)
            ? output
            : throw new ModelOutputException(failure);

    /// <summary>Reads a model's reply as the answer, and writes <c>parse_failure</c> when it is none.</summary>
    /// <param name="reply">The reply as received.</param>
    /// <param name="output">The answer.</param>
    /// <param name="failure">What was wrong with the reply.</param>
    /// <returns>Whether the reply is an answer.</returns>
    public bool TryParse(
        string reply,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TOutput? output,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out ModelOutputFailure? failure)
    {
        if (ModelOutputParser.TryParse(reply, TOutput.EventType.Json, out output, out ModelOutputSpan found, out failure))
        {
            _parsed = found;
            return true;
        }

        EmitFailure(failure, reply);
        return false;
    }

    /// <summary>Reads a reply that code has mended, such as one with a comma too many: the answer is marked as <c>repaired</c> and never trained as the model's own words.</summary>
    /// <param name="repaired">The reply after it was mended.</param>
    /// <param name="output">The answer.</param>
    /// <param name="failure">What is still wrong with it.</param>
    /// <returns>Whether it is an answer; otherwise a <c>parse_failure</c> is written.</returns>
    /// <remarks>The reply as received belongs to the <c>llm_call</c>, and its failure is on record when <see cref="TryParse"/> was tried first.</remarks>
    public bool TryParseRepaired(
        string repaired,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TOutput? output,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out ModelOutputFailure? failure)
    {
        if (ModelOutputParser.TryParse(repaired, TOutput.EventType.Json, out output, out _, out failure))
        {
            _parsed = new ModelOutputSpan(ParseMethod.Repaired, 0, 0);
            return true;
        }

        EmitFailure(failure, repaired);
        return false;
    }

    /// <summary>Writes the answer and closes the decision; only the first answer, failure or abandonment counts.</summary>
    /// <param name="output">The answer.</param>
    /// <param name="emission">What else is to be said about it. Default: the step and role of the decision.</param>
    /// <returns>The answer's address; its <c>seq</c> is -1 when it is not in the file or the decision was closed before.</returns>
    public EventAddress Answer(TOutput output, Emission emission = default) => Answer(output, emission, errorType: null);

    /// <summary>Closes a decision whose answer tells of an error, which its activity shows too.</summary>
    internal EventAddress Answer(TOutput output, Emission emission, string? errorType)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!Close())
        {
            return new EventAddress(_run.RunId, -1);
        }

        return Close(output, Envelope<TOutput>(emission) with { Answers = Reference, Decision = _parent, Parsed = _parsed }, errorType);
    }

    /// <summary>Closes the decision with a failure: the pair never becomes a row.</summary>
    /// <param name="exception">What broke.</param>
    public void Fail(Exception exception) => Abandon("failed", ErrorDetail.From(exception), default);

    /// <summary>Closes the decision without an answer.</summary>
    /// <param name="reason">Why, as a stable word.</param>
    /// <param name="emission">What else is to be said about it. Default: the step and role of the decision.</param>
    public void Abandon(string reason, Emission emission = default) => Abandon(reason, error: null, emission);

    /// <summary>Abandons the decision, unless it is closed.</summary>
    public void Dispose()
    {
        Abandon("disposed", error: null, default);
        _live?.Leave();
        FlowScope.Leave(_place);
    }

    EventAddress ITraceScope.Place<TEvent>(TEvent data, in SpanPlace place) =>
        _run.Write(_attempts.Number(data), Envelope<TEvent>(new Emission { Origin = place.Origin }) with
        {
            Decision = Reference,
            SpanId = place.SpanId,
            ParentSpanId = place.ParentSpanId ?? _spanId,
            Answers = place.Answers,
        });

    /// <summary>Writes what was wrong with a reply; the reply itself too, when no call of the decision holds it.</summary>
    private void EmitFailure(ModelOutputFailure failure, string reply) => Emit(new ParseFailure
    {
        Kind = failure.Kind,
        Expected = TOutput.EventType.Name,
        Path = failure.Path,
        Rule = failure.Rule,
        Message = failure.Message,
        Raw = _attempts.Last is null ? reply : null,
    });

    private long? Reference => Address.Seq >= 0 ? Address.Seq : null;

    private void Abandon(string reason, ErrorDetail? error, Emission emission)
    {
        if (!Close())
        {
            return;
        }

        var abandoned = new DecisionAbandoned { InputType = TInput.EventType.Name, Reason = reason, Error = error };
        _ = Close(abandoned, Envelope<DecisionAbandoned>(emission) with { Answers = Reference, Decision = _parent }, error?.Type ?? reason);
    }

    /// <summary>Writes what closes the decision, and ends its activity whatever the disk says.</summary>
    private EventAddress Close<TEvent>(TEvent data, EventEnvelope envelope, string? errorType)
        where TEvent : ITraceEvent<TEvent>
    {
        if (_live is not { } live)
        {
            return _run.Write(data, envelope);
        }

        var told = new LiveEvent<TEvent>(data, envelope);
        try
        {
            WrittenData? copy = live.NewData();
            EventAddress address = _run.Write(data, envelope, copy);
            told.Written(address.Seq, copy);
            return address;
        }
        finally
        {
            live.Close(told, errorType);
        }
    }

    /// <inheritdoc/>
    LiveSpan? ITraceScope.StartCall(LlmCall asked) => _run.Live?.StartCall(asked, Context, _live);

    /// <inheritdoc/>
    EventAddress ITraceScope.EndCall(LlmCall call, LiveSpan? span) => _run.EndCall(_attempts.Number(call), Within<LlmCall>(default), span);

    private EventEnvelope Within<TEvent>(Emission emission)
        where TEvent : ITraceEvent<TEvent> =>
        Envelope<TEvent>(emission) with { Decision = Reference, SpanId = null, ParentSpanId = _spanId };

    private bool Close()
    {
        FlowScope.Leave(_place);
        return Interlocked.Exchange(ref _closed, 1) == 0;
    }

    /// <summary>Step and role come from the decision where the event does not say; an origin is each event's own.</summary>
    private EventEnvelope Envelope<TEvent>(Emission emission)
        where TEvent : ITraceEvent<TEvent> =>
        _run.Envelope<TEvent>(emission with { Step = emission.Step ?? _emission.Step }) with
        {
            Role = emission.Role ?? _emission.Role ?? TEvent.EventType.Role ?? TInput.EventType.Role,
            SpanId = _spanId,
            ParentSpanId = _parentSpanId,
        };
}
