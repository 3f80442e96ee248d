using TraceKit.Contract;
using TraceKit.Reading;

namespace TraceKit.Testing.Expectations;

/// <summary>An event type that a sentence names.</summary>
internal sealed record Wanted(string Name, Func<RecordedEvent, bool> Is)
{
    public static Wanted Of<TEvent>()
        where TEvent : ITraceEvent<TEvent> => new(TEvent.EventType.Name, recorded => recorded.Is<TEvent>());
}
