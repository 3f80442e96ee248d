using TraceKit.Collection;

namespace TraceKit.Tracing;

/// <summary>A call that returned a stream: it goes on until its reader is done, and at the latest until the run ends.</summary>
internal sealed class StreamOperation : RunningOperation
{
    private long _items;
    private TimeSpan _firstItem;
    private int _readers;

    public StreamOperation(ITraceScope around, string name, in OperationDetails details)
        : base(around, name, details) => Run.Streams.Add(this);

    /// <summary>The operation of one more reader: this one for the first, for each later one an operation of its own.</summary>
    public StreamOperation ForReader()
    {
        if (Interlocked.Increment(ref _readers) == 1)
        {
            return this;
        }

        StreamOperation again = Again();
        again.Leave();
        return again.ForReader();
    }

    public void CountItem()
    {
        if (_items++ == 0)
        {
            _firstItem = Elapsed;
        }
    }

    /// <summary>Closes what was not read to its end; nothing when it is closed.</summary>
    public void Abandon() => TryClose(
        Result(Volatile.Read(ref _readers) == 0 ? OperationStatus.NotEnumerated : OperationStatus.Abandoned),
        errorType: null);

    protected override OperationResult Result(OperationStatus status) => base.Result(status) with
    {
        Items = _items,
        FirstItemMs = _items > 0 ? _firstItem.TotalMilliseconds : null,
    };

    protected override void Close(OperationResult result, string? errorType)
    {
        Run.Streams.Remove(this);
        base.Close(result, errorType);
    }
}
