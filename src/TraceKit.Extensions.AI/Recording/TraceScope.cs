using TraceKit.Collection;
using TraceKit.Contract;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Where events go: a run, or a decision of it. Held explicitly; what is ambient is lost inside streams.</summary>
internal abstract class TraceScope
{
    public abstract TraceRun Run { get; }

    public abstract void Emit<TEvent>(TEvent data)
        where TEvent : ITraceEvent<TEvent>;

    public abstract Decision<TInput, TOutput> Decide<TInput, TOutput>(IDecisionInput<TInput, TOutput> input)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>;

    public static TraceScope Of(TraceRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunScope(run);
    }

    public static TraceScope Of<TInput, TOutput>(Decision<TInput, TOutput> decision)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new DecisionScope<TInput, TOutput>(decision);
    }

    private sealed class RunScope(TraceRun run) : TraceScope
    {
        public override TraceRun Run => run;

        public override void Emit<TEvent>(TEvent data) => run.Emit(data);

        public override Decision<TInput, TOutput> Decide<TInput, TOutput>(IDecisionInput<TInput, TOutput> input) => run.Decide(input);
    }

    private sealed class DecisionScope<TOuterInput, TOuterOutput>(Decision<TOuterInput, TOuterOutput> decision) : TraceScope
        where TOuterInput : IDecisionInput<TOuterInput, TOuterOutput>
        where TOuterOutput : ITraceEvent<TOuterOutput>
    {
        public override TraceRun Run => decision.Run;

        public override void Emit<TEvent>(TEvent data) => decision.Emit(data);

        public override Decision<TInput, TOutput> Decide<TInput, TOutput>(IDecisionInput<TInput, TOutput> input) => decision.Decide(input);
    }
}
