namespace TraceKit.Redaction;

/// <summary>Treats a field of events by its place instead of by what it holds.</summary>
/// <remarks>A treatment holds for all that is inside the field; a rule for a place deeper inside counts more, and of two rules for one place the earlier one. Names of members stay.</remarks>
public sealed class FieldRule
{
    private readonly string[]? _pointer;

    private FieldRule(FieldTreatment treatment, string field, string? eventType)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        if (eventType is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(eventType);
        }

        Treatment = treatment;
        Field = field;
        EventType = eventType;
        _pointer = field[0] == '/' ? [.. field[1..].Split('/').Select(Unescaped)] : null;
    }

    /// <summary>What happens to the field.</summary>
    public FieldTreatment Treatment { get; }

    /// <summary>A JSON pointer from the event's data, such as <c>/request/messages/*/content</c> (<c>*</c> stands for any one member or place), or a member's name at any depth, such as <c>ssn</c>.</summary>
    public string Field { get; }

    /// <summary>Wire name of the event type that the rule is for, or null for all.</summary>
    public string? EventType { get; }

    /// <summary>Replaces the field by a mark.</summary>
    /// <param name="field">As <see cref="Field"/>.</param>
    /// <param name="eventType">Wire name of an event type. Default: all.</param>
    /// <exception cref="ArgumentException">The field or the event type is empty.</exception>
    public static FieldRule Drop(string field, string? eventType = null) => new(FieldTreatment.Drop, field, eventType);

    /// <summary>Leaves the field as it is, secrets included.</summary>
    /// <param name="field">As <see cref="Field"/>.</param>
    /// <param name="eventType">Wire name of an event type. Default: all.</param>
    /// <exception cref="ArgumentException">The field or the event type is empty.</exception>
    public static FieldRule Keep(string field, string? eventType = null) => new(FieldTreatment.Keep, field, eventType);

    /// <summary>Replaces the field by a mark that tells whether two values of a run are equal, and nothing else.</summary>
    /// <param name="field">As <see cref="Field"/>.</param>
    /// <param name="eventType">Wire name of an event type. Default: all.</param>
    /// <exception cref="ArgumentException">The field or the event type is empty.</exception>
    public static FieldRule Hash(string field, string? eventType = null) => new(FieldTreatment.Hash, field, eventType);

    /// <inheritdoc/>
    public override string ToString() => $"{Treatment} {Place}";

    /// <summary>The place as the run's header names it: the event type or <c>*</c>, and the field.</summary>
    internal string Place => $"{EventType ?? "*"} {Field}";

    /// <summary>Whether the rule is for this place.</summary>
    /// <param name="path">Names and places from the data on; a place in an array is its number.</param>
    /// <param name="isMember">Whether the last part is a member's name.</param>
    internal bool IsFor(IReadOnlyList<string> path, bool isMember)
    {
        if (_pointer is null)
        {
            return isMember && string.Equals(path[^1], Field, StringComparison.Ordinal);
        }

        if (_pointer.Length != path.Count)
        {
            return false;
        }

        for (int i = 0; i < _pointer.Length; i++)
        {
            if (_pointer[i] is not "*" && !string.Equals(_pointer[i], path[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static string Unescaped(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
