using System.Collections;
using System.Diagnostics;
using TraceKit.Collection;

namespace TraceKit.Tracing;

/// <summary>A stream whose reading is recorded. It passes every item and exception on as it is.</summary>
internal sealed class TracedStream<T>(IEnumerable<T> source, StreamOperation operation) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator()
    {
        StreamOperation reading = operation.ForReader();
        try
        {
            return new Reader(source.GetEnumerator(), reading);
        }
        catch (Exception failure)
        {
            reading.Fail(failure);
            throw;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Reader(IEnumerator<T> source, StreamOperation operation) : IEnumerator<T>
    {
        public T Current => source.Current;

        object? IEnumerator.Current => Current;

        public bool MoveNext() => Within(MoveOn);

        public void Reset() => source.Reset();

        public void Dispose()
        {
            Within(End);
            operation.Abandon();
        }

        private bool MoveOn()
        {
            if (source.MoveNext())
            {
                operation.CountItem();
                return true;
            }

            operation.Complete();
            return false;
        }

        private bool End()
        {
            source.Dispose();
            return true;
        }

        private bool Within(Func<bool> body)
        {
            Activity? activity = Activity.Current;
            ITraceScope? scope = TraceScope.Current;
            try
            {
                operation.Enter();
                return body();
            }
            catch (Exception failure)
            {
                operation.Fail(failure);
                throw;
            }
            finally
            {
                operation.Leave(activity, scope);
            }
        }
    }
}
