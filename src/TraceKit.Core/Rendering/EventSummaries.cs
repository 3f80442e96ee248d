using System.Collections.Frozen;
using System.Text;
using TraceKit.Contract;
using TraceKit.Reading;

namespace TraceKit.Rendering;

/// <summary>The one-line summary of each event type; a type that is not in it is told by its data.</summary>
internal sealed class EventSummaries
{
    private const int ShownBytes = 1024;

    private static readonly FrozenDictionary<string, Func<RecordedEvent, EventSummary?>> ByType =
        new EventSummaries().Add(AgentSummaries.All).Add(ModelSummaries.All).Add(ToolSummaries.All).Add(OperationSummaries.All)
            .Add(LearningSummaries.All).Add(DebuggingSummaries.All)._table.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, Func<RecordedEvent, EventSummary?>> _table = new(StringComparer.Ordinal);

    public static EventSummary Of(RecordedEvent recorded)
    {
        if (recorded.IsTruncated)
        {
            return new EventSummary("the data was too long and was left out when it was written", "truncated", StoryTone.Warning);
        }

        if (recorded.IsIncomplete)
        {
            return new EventSummary("a part of the data is missing: a blob, or the history that it continues", "incomplete", StoryTone.Bad);
        }

        return (ByType.TryGetValue(recorded.Type, out Func<RecordedEvent, EventSummary?>? summary) ? summary(recorded) : null)
            ?? new EventSummary(Head(recorded.Data.Span));
    }

    /// <summary>Adds a type.</summary>
    public EventSummaries Add<TEvent>(Func<TEvent, EventSummary> summary)
        where TEvent : class, ITraceEvent<TEvent>
    {
        _table.Add(TEvent.EventType.Name, recorded => recorded.TryRead<TEvent>() is { } data ? summary(data) : null);
        return this;
    }

    private EventSummaries Add(Action<EventSummaries> vocabulary)
    {
        vocabulary(this);
        return this;
    }

    private static string Head(ReadOnlySpan<byte> data) =>
        data.Length <= ShownBytes ? Encoding.UTF8.GetString(data) : Encoding.UTF8.GetString(data[..ShownBytes]) + "…";
}
