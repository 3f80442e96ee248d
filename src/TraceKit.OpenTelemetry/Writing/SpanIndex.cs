using System.Diagnostics;
using TraceKit.Models;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Which span an event belongs to, for labels that judge it later. Remembers the last 4,096 events of a run; safe for threads.</summary>
internal sealed class SpanIndex
{
    private const int Kept = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (ActivityContext Span, string? ResponseId)> _spans = [];
    private readonly Queue<long> _order = [];

    public void Add(ToldEvent told, Activity activity)
    {
        lock (_lock)
        {
            if (told.Seq < 0 || !_spans.TryAdd(told.Seq, (activity.Context, told.As<LlmCall>()?.ResponseId)))
            {
                return;
            }

            _order.Enqueue(told.Seq);
            if (_order.Count > Kept)
            {
                _spans.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>The span of an event, and the response where it is one; the default when it is not known.</summary>
    public (ActivityContext Span, string? ResponseId) Find(long seq)
    {
        lock (_lock)
        {
            return _spans.GetValueOrDefault(seq);
        }
    }
}
