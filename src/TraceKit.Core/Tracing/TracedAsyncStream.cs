
namespace TraceKit.Tracing;

/// <summary>An asynchronous stream whose reading is recorded. It passes every item, exception and cancellation on as it is.</summary>
internal sealed class TracedAsyncStream<T>(IAsyncEnumerable<T> source, StreamOperation operation) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        StreamOperation reading = operation.ForReader();
        try
        {
            return new Reader(source.GetAsyncEnumerator(cancellationToken), reading);
        }
        catch (Exception failure)
        {
            reading.Fail(failure);
            throw;
        }
    }

    /// <summary>The methods are asynchronous even where they need not be: what such a method makes ambient ends with it.</summary>
    private sealed class Reader(IAsyncEnumerator<T> source, StreamOperation operation) : IAsyncEnumerator<T>
    {
        public T Current => source.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                operation.Enter();
                if (await source.MoveNextAsync().ConfigureAwait(false))
                {
                    operation.CountItem();
                    return true;
                }

                operation.Complete();
                return false;
            }
            catch (Exception failure)
            {
                operation.Fail(failure);
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                operation.Enter();
                await source.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                operation.Fail(failure);
                throw;
            }

            operation.Abandon();
        }
    }
}
