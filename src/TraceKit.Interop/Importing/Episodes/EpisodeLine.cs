using System.Text.Json;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>One event of the source: <c>event_type</c>, <c>payload</c> and what is around them. Versions may be absent.</summary>
internal sealed record EpisodeLine
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);

    /// <summary>Where it lies.</summary>
    public required SourceSlice Slice { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The foreign type.</summary>
    public required string Type { get; init; }

    /// <summary>The source's loop counter, verbatim: -1 where it says so itself. Default: not recorded.</summary>
    public int? Step { get; init; }

    /// <summary>The time. Default: not recorded, or not a time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The whole record.</summary>
    public required ForeignObject Source { get; init; }

    /// <summary>The payload; empty when there is none.</summary>
    public required ForeignObject Payload { get; init; }

    /// <summary>Reads a line, or says why it is refused.</summary>
    public static EpisodeLine? Read(SourceSlice slice, int number, out Refusal? refusal)
    {
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxRecordBytes, out JsonElement value);
        if (refusal is not null)
        {
            return null;
        }

        var source = new ForeignObject(value);
        string type = source.RequiredWords("event_type");
        if (source.Problem is { } problem)
        {
            refusal = new Refusal(ImportRules.WrongShape, "wrong_shape", $"{problem.Path}: {problem.Message}");
            return null;
        }

        return new EpisodeLine
        {
            Slice = slice,
            Number = number,
            Type = type,
            Step = source.Whole("step"),
            Time = EpisodeTime.Read(source.Text("timestamp")),
            Source = source,
            Payload = source.Apart("payload") ?? new ForeignObject(Nothing),
        };
    }

    /// <summary>The record as it is: its whole payload.</summary>
    public ForeignRecord ToForeignRecord() => new() { Type = Type, Payload = Source.Any("payload") ?? Nothing };
}
