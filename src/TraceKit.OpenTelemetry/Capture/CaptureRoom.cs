namespace TraceKit.OpenTelemetry.Capture;

/// <summary>The room for spans that wait to be written.</summary>
internal sealed class CaptureRoom(int maxSpans, long maxChars)
{
    private long _spans;
    private long _chars;

    /// <summary>Takes room for one span; one that is alone always has it.</summary>
    public bool TryTake(long chars)
    {
        long spans = Interlocked.Increment(ref _spans);
        long all = Interlocked.Add(ref _chars, chars);
        if (spans == 1 || (spans <= maxSpans && all <= maxChars))
        {
            return true;
        }

        Give(chars);
        return false;
    }

    public void Give(long chars)
    {
        Interlocked.Decrement(ref _spans);
        Interlocked.Add(ref _chars, -chars);
    }
}
