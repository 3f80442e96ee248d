namespace TraceKit.Tracing;

/// <summary>The streams of a run that nobody has read to their end yet: the run's end closes them, so that none ends in silence.</summary>
internal sealed class OpenStreams
{
    private readonly Lock _lock = new();
    private HashSet<StreamOperation>? _open;

    public void Add(StreamOperation stream)
    {
        lock (_lock)
        {
            (_open ??= []).Add(stream);
        }
    }

    public void Remove(StreamOperation stream)
    {
        lock (_lock)
        {
            _open?.Remove(stream);
        }
    }

    /// <summary>Closes those that are open, in the order of their calls.</summary>
    public void Close()
    {
        StreamOperation[] open;
        lock (_lock)
        {
            open = [.. _open ?? []];
            _open = null;
        }

        foreach (StreamOperation stream in open.OrderBy(stream => stream.Seq))
        {
            stream.Abandon();
        }
    }
}
