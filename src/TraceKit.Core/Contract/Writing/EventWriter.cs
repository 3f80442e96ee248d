using System.ComponentModel;

namespace TraceKit.Contract.Writing;

/// <summary>Writes the data of one event type without the JSON serializer. Made by TraceKit's source generator; not for code of yours.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>
/// It writes the same bytes as the type's JSON contract does. Where the contract turns out to be another than the generator took it for,
/// and for a value that is out of the ordinary, the serializer writes instead.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventWriter<TEvent>
{
    /// <summary>The objects that are written, the event's own type first: what the generator took their contracts for.</summary>
    public abstract IReadOnlyList<WrittenShape> Shapes { get; }

    /// <summary>Writes the data of an event as one JSON object.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="data">The data.</param>
    public abstract void Write(EventJson json, TEvent data);
}
