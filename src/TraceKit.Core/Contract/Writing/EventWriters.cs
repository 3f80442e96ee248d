using System.ComponentModel;

namespace TraceKit.Contract.Writing;

/// <summary>Where generated writers are found. Each assembly with event types adds its own when it is loaded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventWriters
{
    private static readonly Lock Gate = new();
    private static Func<Type, object?>[] sources = [];

    /// <summary>Adds the writers of an assembly.</summary>
    /// <param name="source">Gives the <see cref="EventWriter{TEvent}"/> of a type, or null.</param>
    public static void Add(Func<Type, object?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (Gate)
        {
            sources = [.. sources, source];
        }
    }

    /// <summary>Finds the writer of a type.</summary>
    internal static EventWriter<TEvent>? Find<TEvent>()
    {
        foreach (Func<Type, object?> source in sources)
        {
            if (source(typeof(TEvent)) is EventWriter<TEvent> writer)
            {
                return writer;
            }
        }

        return null;
    }
}
