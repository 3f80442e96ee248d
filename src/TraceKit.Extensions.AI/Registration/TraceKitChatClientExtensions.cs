using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Extensions.AI;
using TraceKit.Extensions.AI.Recording;

namespace Microsoft.Extensions.AI;

/// <summary>Puts the recording of model calls around a chat client.</summary>
public static class TraceKitChatClientExtensions
{
    /// <summary>Records every call through the client that is returned as one <c>llm_call</c> of a run.</summary>
    /// <param name="client">The client; the innermost one, below retries and function invocation, so that each attempt is an event.</param>
    /// <param name="run">The run.</param>
    /// <param name="tracing">What else is to be said. Default: nothing.</param>
    /// <returns>A client for this run. Disposing it writes open calls as interrupted and leaves <paramref name="client"/> alone.</returns>
    /// <remarks>
    /// What is sent and received passes untouched. A stream is recorded when it ends, fails or is left; a stream that is never enumerated
    /// sends nothing and leaves nothing. Recording never throws: what fails is counted by <c>tracekit.recording.failures</c>.
    /// A client that is traced already is recorded once, by the new tracing.
    /// </remarks>
    public static IChatClient WithTracing(this IChatClient client, TraceRun run, ChatTracing? tracing = null) =>
        Trace(client, run ?? throw new ArgumentNullException(nameof(run)), tracing);

    /// <summary>Records every call through the client that is returned as one <c>llm_call</c> of a decision.</summary>
    /// <typeparam name="TInput">The decision's input.</typeparam>
    /// <typeparam name="TOutput">The decision's output.</typeparam>
    /// <param name="client">The client; the innermost one, below retries and function invocation, so that each attempt is an event.</param>
    /// <param name="decision">The decision that the calls serve.</param>
    /// <param name="tracing">What else is to be said. Default: nothing.</param>
    /// <returns>A client for this decision. Disposing it writes open calls as interrupted and leaves <paramref name="client"/> alone.</returns>
    public static IChatClient WithTracing<TInput, TOutput>(this IChatClient client, Decision<TInput, TOutput> decision, ChatTracing? tracing = null)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput> =>
        Trace(client, decision ?? throw new ArgumentNullException(nameof(decision)), tracing);

    private static TracedChatClient Trace(IChatClient client, ITraceScope scope, ChatTracing? tracing)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new TracedChatClient(client is TracedChatClient traced ? traced.Inner : client, scope, tracing ?? new ChatTracing());
    }
}
