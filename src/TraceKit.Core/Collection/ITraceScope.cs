using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Telemetry;

namespace TraceKit.Collection;

/// <summary>What events can belong to: a run, or a decision within it. Only those two implement it.</summary>
public interface ITraceScope
{
    /// <summary>The run.</summary>
    TraceRun Run { get; }

    /// <summary>Whether events are written: false for the runs of a disabled collector.</summary>
    bool IsRecording { get; }

    /// <summary>Writes one event.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="data">The event.</param>
    /// <param name="emission">What else is to be said about it. Default: nothing.</param>
    /// <returns>The event's address; its <c>seq</c> is -1 when the event is not in the file, which is then counted.</returns>
    EventAddress Emit<TEvent>(TEvent data, Emission emission = default)
        where TEvent : ITraceEvent<TEvent>;

    /// <summary>Opens a decision.</summary>
    /// <typeparam name="TInput">The input's type.</typeparam>
    /// <typeparam name="TOutput">The type that answers it.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="emission">What else is to be said about it. Default: nothing.</param>
    Decision<TInput, TOutput> Decide<TInput, TOutput>(IDecisionInput<TInput, TOutput> input, Emission emission = default)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>;

    /// <summary>Starts the activity of a model call; null when nobody watches.</summary>
    /// <param name="asked">The call; there is no reply yet.</param>
    internal LiveSpan? StartCall(LlmCall asked);

    /// <summary>Writes a model call and ends its activity.</summary>
    /// <param name="call">The call.</param>
    /// <param name="span">Its activity. Null: nobody watches.</param>
    internal EventAddress EndCall(LlmCall call, LiveSpan? span);

    /// <summary>Writes an event that is made of a span, with the span's ids.</summary>
    internal EventAddress Place<TEvent>(TEvent data, in SpanPlace place)
        where TEvent : ITraceEvent<TEvent>;
}
