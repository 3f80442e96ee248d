using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Extensions.AI;
using TraceKit.Extensions.AI.Recording;

namespace Microsoft.Extensions.AI;

/// <summary>Puts the recording of tool calls around a function, for a loop that calls functions itself.</summary>
public static class TraceKitAIFunctionExtensions
{
    /// <summary>Records each call of the function that is returned; arguments are checked, and passed on whatever the verdict.</summary>
    /// <param name="function">The function.</param>
    /// <param name="run">The run.</param>
    /// <param name="conversation">Where the call's id and text are looked up, by name and arguments. Default: none, and ids are made.</param>
    /// <remarks>A loop of one's own does better with <see cref="TracedTools"/>, which sees ids, text and unknown names.</remarks>
    public static AIFunction WithTracing(this AIFunction function, TraceRun run, TracedConversation? conversation = null) =>
        new TracedFunction(function, run ?? throw new ArgumentNullException(nameof(run)), conversation);

    /// <summary>Records each call of the function that is returned, within a decision; arguments are checked, and passed on whatever the verdict.</summary>
    /// <typeparam name="TInput">The decision's input.</typeparam>
    /// <typeparam name="TOutput">The decision's output.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="decision">The decision that the calls serve.</param>
    /// <param name="conversation">Where the call's id and text are looked up, by name and arguments. Default: none, and ids are made.</param>
    public static AIFunction WithTracing<TInput, TOutput>(this AIFunction function, Decision<TInput, TOutput> decision, TracedConversation? conversation = null)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput> =>
        new TracedFunction(function, decision ?? throw new ArgumentNullException(nameof(decision)), conversation);
}
