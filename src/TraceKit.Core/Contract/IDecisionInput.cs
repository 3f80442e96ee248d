using System.Diagnostics.CodeAnalysis;

namespace TraceKit.Contract;

/// <summary>An event that asks for an answer: it opens a decision that <typeparamref name="TOutput"/> closes.</summary>
/// <typeparam name="TSelf">The input's own type.</typeparam>
/// <typeparam name="TOutput">The type of the event that answers it.</typeparam>
[SuppressMessage("Design", "CA1005", Justification = "Both types are inferred where a decision is made.")]
public interface IDecisionInput<TSelf, TOutput> : ITraceEvent<TSelf>
    where TSelf : IDecisionInput<TSelf, TOutput>
    where TOutput : ITraceEvent<TOutput>;
