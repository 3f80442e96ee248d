using TraceKit.Contract;

namespace TraceKit.Reading;

/// <summary>An event of a known type: where it lies and what it says.</summary>
/// <typeparam name="TEvent">The type.</typeparam>
/// <param name="Recorded">The event as it lies in the file.</param>
/// <param name="Data">Its data, lifted to the current version of its type.</param>
public sealed record TypedEvent<TEvent>(RecordedEvent Recorded, TEvent Data)
    where TEvent : class, ITraceEvent<TEvent>
{
    /// <summary>Its address.</summary>
    public EventAddress Address => Recorded.Address;
}
