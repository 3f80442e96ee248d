namespace TraceKit.Telemetry;

/// <summary>A run, decision or call under way, with what happened in it so far; safe for threads.</summary>
/// <param name="opening">What opened it. Null: it is the run, or a model call, whose event comes at its end.</param>
internal sealed class ToldSpan(ToldEvent? opening)
{
    private int _modelCalls;
    private int _toolCalls;
    private int _parseFailures;
    private int _events;

    public ToldEvent? Opening => opening;

    public int ModelCalls => Volatile.Read(ref _modelCalls);

    public int ToolCalls => Volatile.Read(ref _toolCalls);

    public int ParseFailures => Volatile.Read(ref _parseFailures);

    /// <summary>Events that happened in it and are no spans of their own.</summary>
    public int Events => Volatile.Read(ref _events);

    public void CountModelCall() => Interlocked.Increment(ref _modelCalls);

    public void CountToolCall() => Interlocked.Increment(ref _toolCalls);

    public void CountParseFailure() => Interlocked.Increment(ref _parseFailures);

    /// <summary>Counts an event.</summary>
    /// <returns>How many there are now.</returns>
    public int CountEvent() => Interlocked.Increment(ref _events);
}
