using System.Runtime.CompilerServices;
using TraceKit.Tracing;

namespace TraceKit.Collection;

/// <summary>Records the work of delegates as operations of a run or decision.</summary>
/// <remarks>
/// Each call writes <c>operation</c> before the delegate runs and <c>operation_result</c> when it ends. What the delegate throws is
/// recorded and goes on unchanged. When nothing is recorded the delegate is called and nothing else is done or allocated.
/// </remarks>
public static class TraceKitTraceScopeExtensions
{
    /// <summary>Makes a run or decision ambient, so that methods with <see cref="TracedAttribute"/> find it.</summary>
    /// <param name="scope">The run or decision.</param>
    /// <returns>What ends it: disposed in the same method, the one that was ambient before is so again.</returns>
    public static IDisposable Enter(this ITraceScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return TraceScope.Enter(scope);
    }

    /// <summary>Records a call.</summary>
    /// <param name="scope">The run or decision.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="body">The work.</param>
    /// <param name="details">What else is to be said about it. Default: nothing.</param>
    public static void Trace(this ITraceScope scope, string name, Action body, OperationDetails details = default)
    {
        Check(scope, name, body);
        if (scope.IsRecording)
        {
            OperationCalls.Run(scope, name, body, details);
        }
        else
        {
            body();
        }
    }

    /// <summary>Records a call and gives its result.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="scope">The run or decision.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="body">The work.</param>
    /// <param name="details">What else is to be said about it. Default: nothing.</param>
    /// <param name="result">Makes the JSON text of the result; <see cref="OperationJson"/> helps. Default: the result is not recorded.</param>
    public static T Trace<T>(this ITraceScope scope, string name, Func<T> body, OperationDetails details = default, Func<T, string?>? result = null)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.Run(scope, name, body, details, result) : body();
    }

    /// <summary>Records an asynchronous call.</summary>
    /// <param name="scope">The run or decision.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="body">The work.</param>
    /// <param name="details">What else is to be said about it. Default: nothing.</param>
    /// <param name="cancellationToken">Is given to the work.</param>
    public static Task TraceAsync(
        this ITraceScope scope, string name, Func<CancellationToken, Task> body, OperationDetails details = default, CancellationToken cancellationToken = default)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.RunAsync(scope, name, body, details, cancellationToken) : body(cancellationToken);
    }

    /// <summary>Records an asynchronous call and gives its result.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="scope">The run or decision.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="body">The work.</param>
    /// <param name="details">What else is to be said about it. Default: nothing.</param>
    /// <param name="result">Makes the JSON text of the result; <see cref="OperationJson"/> helps. Default: the result is not recorded.</param>
    /// <param name="cancellationToken">Is given to the work.</param>
    public static Task<T> TraceAsync<T>(
        this ITraceScope scope, string name, Func<CancellationToken, Task<T>> body, OperationDetails details = default, Func<T, string?>? result = null, CancellationToken cancellationToken = default)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.RunAsync(scope, name, body, details, result, cancellationToken) : body(cancellationToken);
    }

    /// <inheritdoc cref="TraceAsync(ITraceScope, string, Func{CancellationToken, Task}, OperationDetails, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static ValueTask TraceAsync(
        this ITraceScope scope, string name, Func<CancellationToken, ValueTask> body, OperationDetails details = default, CancellationToken cancellationToken = default)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.RunAsync(scope, name, body, details, cancellationToken) : body(cancellationToken);
    }

    /// <inheritdoc cref="TraceAsync{T}(ITraceScope, string, Func{CancellationToken, Task{T}}, OperationDetails, Func{T, string}, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static ValueTask<T> TraceAsync<T>(
        this ITraceScope scope, string name, Func<CancellationToken, ValueTask<T>> body, OperationDetails details = default, Func<T, string?>? result = null, CancellationToken cancellationToken = default)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.RunAsync(scope, name, body, details, result, cancellationToken) : body(cancellationToken);
    }

    /// <summary>Records a call that returns an asynchronous stream, and how the stream is read.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="scope">The run or decision.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="body">Makes the stream; it is called now.</param>
    /// <param name="details">What else is to be said about it. Default: nothing.</param>
    /// <returns>The stream. Reading it again is an operation of its own; one that is never read is closed when the run ends.</returns>
    public static IAsyncEnumerable<T> TraceStream<T>(this ITraceScope scope, string name, Func<IAsyncEnumerable<T>> body, OperationDetails details = default)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.Stream(scope, name, body, details) : body();
    }

    /// <summary>Records a call that returns a stream, and how the stream is read.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="scope">The run or decision.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="body">Makes the stream; it is called now.</param>
    /// <param name="details">What else is to be said about it. Default: nothing.</param>
    /// <returns>The stream. Reading it again is an operation of its own; one that is never read is closed when the run ends.</returns>
    public static IEnumerable<T> TraceStream<T>(this ITraceScope scope, string name, Func<IEnumerable<T>> body, OperationDetails details = default)
    {
        Check(scope, name, body);
        return scope.IsRecording ? OperationCalls.Stream(scope, name, body, details) : body();
    }

    private static void Check(ITraceScope scope, string name, Delegate body)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(body);
    }
}
