using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Lineage;

/// <summary>Where one value of a row came from, so that it can be made again and compared.</summary>
public sealed record MapEntry
{
    /// <summary>JSON pointer of the value within the row.</summary>
    public required string To { get; init; }

    /// <summary>The <c>seq</c> of the event that gave it. Default: the run line or the recipe did.</summary>
    public long? Seq { get; init; }

    /// <summary>JSON pointer within the event's line, the run line or the recipe.</summary>
    public required string From { get; init; }

    /// <summary><c>identity</c>, <c>json-text</c>, <c>substring</c>, <c>null-as-empty</c>, <c>tools</c> or <c>recipe</c>.</summary>
    public required string Op { get; init; }

    /// <summary>With <c>substring</c>, where it starts, in UTF-16 units. Default: the whole.</summary>
    public int? Start { get; init; }

    /// <summary>With <c>substring</c>, how long it is, in UTF-16 units. Default: the whole.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the loss is taken on it.</summary>
    public bool Loss { get; init; }

    /// <summary>Its length, in UTF-16 units.</summary>
    public required int Chars { get; init; }

    internal static MapEntry Of(string to, TextSource source, bool trained, int chars) => new()
    {
        To = to,
        Seq = source.Seq,
        From = source.Pointer,
        Op = source.Operation,
        Start = source.Start,
        Length = source.Length,
        Loss = trained,
        Chars = chars,
    };
}
