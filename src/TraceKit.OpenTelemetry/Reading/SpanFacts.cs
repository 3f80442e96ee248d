using System.Text.Json;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>What the dialects understood of one span. An attribute that none understood stays as it is; one that says it again adds nothing.</summary>
internal sealed class SpanFacts
{
    private readonly Dictionary<GenAiField, Fact> _fields = [];
    private readonly HashSet<GenAiField> _placed = [];
    private readonly bool[] _understood;
    private readonly bool[] _eventUnderstood;
    private readonly SortedDictionary<string, JsonElement> _known = new(StringComparer.Ordinal);

    public SpanFacts(SpanRecord span)
    {
        Span = span;
        _understood = new bool[span.Attributes.Count];
        _eventUnderstood = new bool[span.Events.Count];
    }

    public SpanRecord Span { get; }

    /// <summary>The operation, where it is not said by <see cref="GenAiField.OperationName"/>.</summary>
    public string? Operation { get; set; }

    /// <summary>Turns that were sent, where a dialect writes them apart.</summary>
    public List<ChatTurn> Input { get; } = [];

    /// <summary>Turns that came back, where a dialect writes them apart.</summary>
    public List<ChatTurn> Output { get; } = [];

    /// <summary>Tools, where a dialect writes them apart.</summary>
    public List<ToolDefinition> Tools { get; } = [];

    /// <summary>What went into a step that is no model call.</summary>
    public string? Work { get; set; }

    /// <summary>What came out of a step that is no model call.</summary>
    public string? Outcome { get; set; }

    /// <summary>What is missing.</summary>
    public List<string> Losses { get; } = [];

    public IReadOnlyDictionary<string, JsonElement> Known => _known;

    private Part Told { get; set; }

    /// <summary>Says that what a dialect wrote apart is in a typed event.</summary>
    public void Tell(Part part) => Told |= part;

    /// <summary>Names what a dialect wrote apart and is in no typed event.</summary>
    public void KeepUntold()
    {
        KeepUntold(Part.Input, "input.turns", Input.Count > 0, new LlmRequest { Messages = Input });
        KeepUntold(Part.Output, "output.turns", Output.Count > 0, new LlmRequest { Messages = Output });
        KeepUntold(Part.Tools, "tools", Tools.Count > 0, new LlmRequest { Tools = Tools });
        if (!Told.HasFlag(Part.Work))
        {
            _ = Work is null || Know("step.input", Work);
            _ = Outcome is null || Know("step.output", Outcome);
        }
    }

    /// <summary>Attributes that nobody understood yet.</summary>
    public IEnumerable<(int Index, string Key, object? Value)> Unread()
    {
        for (int index = 0; index < _understood.Length; index++)
        {
            if (!_understood[index])
            {
                yield return (index, Span.Attributes[index].Key, Span.Attributes[index].Value);
            }
        }
    }

    /// <summary>Events that nobody understood yet.</summary>
    public IEnumerable<(int Index, SpanEvent Event)> UnreadEvents()
    {
        for (int index = 0; index < _eventUnderstood.Length; index++)
        {
            if (!_eventUnderstood[index])
            {
                yield return (index, Span.Events[index]);
            }
        }
    }

    public void Understand(int attribute) => _understood[attribute] = true;

    public void UnderstandEvent(int index) => _eventUnderstood[index] = true;

    /// <summary>Takes attributes of which a dialect knows what they mean.</summary>
    public void Map(IReadOnlyDictionary<string, GenAiField> table)
    {
        foreach ((int index, string key, object? value) in Unread())
        {
            if (table.TryGetValue(key, out GenAiField field) && Take(field, key, value))
            {
                Understand(index);
            }
        }
    }

    /// <summary>Takes attributes that have a name of the conventions but no place in an event of ours.</summary>
    /// <param name="name">The name for a key, or null when the dialect does not know it.</param>
    public void MapKnown(Func<string, string?> name)
    {
        foreach ((int index, string key, object? value) in Unread())
        {
            if (name(key) is { } known && Know(known, value))
            {
                Understand(index);
            }
        }
    }

    /// <summary>Takes what an attribute says.</summary>
    /// <returns>Whether it is said now: false when something else was said before.</returns>
    public bool Take(GenAiField field, string key, object? value)
    {
        if (value is null)
        {
            return false;
        }

        if (_fields.TryGetValue(field, out Fact said))
        {
            return AttributeValue.Same(said.Value, value);
        }

        _fields[field] = new Fact(key, value);
        return true;
    }

    /// <summary>Takes what has a name and no place.</summary>
    public bool Know(string name, object? value)
    {
        JsonElement json = AttributeValue.Json(value);
        return _known.TryAdd(name, json) || AttributeValue.Compact(_known[name]) == AttributeValue.Compact(json);
    }

    /// <summary>What was said, without giving it a place.</summary>
    public Fact? See(GenAiField field) => _fields.TryGetValue(field, out Fact fact) ? fact : null;

    /// <summary>Gives what was said a place in a typed event; what cannot be read as that has none.</summary>
    public T? Place<T>(GenAiField field, Func<object?, T?> read)
    {
        if (!_fields.TryGetValue(field, out Fact fact) || read(fact.Value) is not { } value)
        {
            return default;
        }

        _placed.Add(field);
        return value;
    }

    /// <inheritdoc cref="Place{T}(GenAiField, Func{object, T})"/>
    public T? Place<T>(GenAiField field, Func<object?, T?> read)
        where T : struct
    {
        if (!_fields.TryGetValue(field, out Fact fact) || read(fact.Value) is not { } value)
        {
            return null;
        }

        _placed.Add(field);
        return value;
    }

    public string? PlaceText(GenAiField field) => Place<string>(field, AttributeValue.Text);

    /// <summary>Names what was understood and has no place.</summary>
    public void KeepUnplaced()
    {
        foreach ((GenAiField field, Fact fact) in _fields)
        {
            if (!_placed.Contains(field) && !Know(FieldNames.Of(field), fact.Value))
            {
                _ = Know(fact.Key, fact.Value);
            }
        }
    }

    private void KeepUntold(Part part, string name, bool isThere, LlmRequest holder)
    {
        if (isThere && !Told.HasFlag(part))
        {
            _ = Know(name, JsonSerializer.SerializeToElement(holder, EventsJson.Default.LlmRequest));
        }
    }

    /// <summary>What an attribute says, and which said it.</summary>
    internal readonly record struct Fact(string Key, object? Value);
}
