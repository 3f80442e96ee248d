using TraceKit.Collection;

namespace TraceKit.Tracing;

/// <summary>
/// Calls delegates and records how they end. An asynchronous delegate is called in the caller's flow, as it would be without a record:
/// what it throws before its first <c>await</c> comes out of the call and not out of a task.
/// </summary>
internal static class OperationCalls
{
    public static void Run(ITraceScope scope, string name, Action body, in OperationDetails details)
    {
        var operation = new RunningOperation(scope, name, details);
        try
        {
            operation.Enter();
            body();
            operation.Complete();
        }
        catch (Exception failure)
        {
            operation.Fail(failure);
            throw;
        }
        finally
        {
            operation.Leave();
        }
    }

    public static T Run<T>(ITraceScope scope, string name, Func<T> body, in OperationDetails details, Func<T, string?>? result)
    {
        var operation = new RunningOperation(scope, name, details);
        try
        {
            operation.Enter();
            T value = body();
            operation.Complete(value, result);
            return value;
        }
        catch (Exception failure)
        {
            operation.Fail(failure);
            throw;
        }
        finally
        {
            operation.Leave();
        }
    }

    public static Task RunAsync(ITraceScope scope, string name, Func<CancellationToken, Task> body, in OperationDetails details, CancellationToken cancellationToken)
    {
        var operation = new RunningOperation(scope, name, details);
        return FinishAsync(operation, Started(operation, body, cancellationToken));
    }

    public static Task<T> RunAsync<T>(
        ITraceScope scope, string name, Func<CancellationToken, Task<T>> body, in OperationDetails details, Func<T, string?>? result, CancellationToken cancellationToken)
    {
        var operation = new RunningOperation(scope, name, details);
        return FinishAsync(operation, Started(operation, body, cancellationToken), result);
    }

    public static ValueTask RunAsync(ITraceScope scope, string name, Func<CancellationToken, ValueTask> body, in OperationDetails details, CancellationToken cancellationToken)
    {
        var operation = new RunningOperation(scope, name, details);
        return new ValueTask(FinishAsync(operation, Started(operation, body, cancellationToken).AsTask()));
    }

    public static ValueTask<T> RunAsync<T>(
        ITraceScope scope, string name, Func<CancellationToken, ValueTask<T>> body, in OperationDetails details, Func<T, string?>? result, CancellationToken cancellationToken)
    {
        var operation = new RunningOperation(scope, name, details);
        return new ValueTask<T>(FinishAsync(operation, Started(operation, body, cancellationToken).AsTask(), result));
    }

    public static IAsyncEnumerable<T> Stream<T>(ITraceScope scope, string name, Func<IAsyncEnumerable<T>> body, in OperationDetails details)
    {
        var operation = new StreamOperation(scope, name, details);
        return new TracedAsyncStream<T>(Started(operation, static (make, _) => make(), body), operation);
    }

    public static IEnumerable<T> Stream<T>(ITraceScope scope, string name, Func<IEnumerable<T>> body, in OperationDetails details)
    {
        var operation = new StreamOperation(scope, name, details);
        return new TracedStream<T>(Started(operation, static (make, _) => make(), body), operation);
    }

    private static T Started<T>(RunningOperation operation, Func<CancellationToken, T> body, CancellationToken cancellationToken) =>
        Started(operation, static (start, token) => start(token), body, cancellationToken);

    private static T Started<TBody, T>(RunningOperation operation, Func<TBody, CancellationToken, T> start, TBody body, CancellationToken cancellationToken = default)
    {
        try
        {
            operation.Enter();
            return start(body, cancellationToken);
        }
        catch (Exception failure)
        {
            operation.Fail(failure);
            throw;
        }
        finally
        {
            operation.Leave();
        }
    }

    private static async Task FinishAsync(RunningOperation operation, Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
            operation.Complete();
        }
        catch (Exception failure)
        {
            operation.Fail(failure);
            throw;
        }
    }

    private static async Task<T> FinishAsync<T>(RunningOperation operation, Task<T> task, Func<T, string?>? result)
    {
        try
        {
            T value = await task.ConfigureAwait(false);
            operation.Complete(value, result);
            return value;
        }
        catch (Exception failure)
        {
            operation.Fail(failure);
            throw;
        }
    }
}
