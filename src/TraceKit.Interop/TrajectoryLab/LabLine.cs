using System.Text.Json;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>One record of a trajectory: <c>event_type</c>, <c>payload</c> and what is around them.</summary>
internal sealed record LabLine
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);

    /// <summary>Where it lies.</summary>
    public required SourceSlice Slice { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The foreign type.</summary>
    public required string Type { get; init; }

    /// <summary>The run's id in the source. Default: not recorded.</summary>
    public string? RunId { get; init; }

    /// <summary>The source's own number of the record, from 1. Default: not recorded.</summary>
    public int? Index { get; init; }

    /// <summary>The time. Default: not recorded, or not a time.</summary>
    public LabTime? Time { get; init; }

    /// <summary>The whole record.</summary>
    public required ForeignObject Source { get; init; }

    /// <summary>The payload; empty when there is none.</summary>
    public required ForeignObject Payload { get; init; }

    /// <summary>Whether the record has what no other format has: <c>ts_utc</c> and <c>idx</c>.</summary>
    public bool IsOfThisFormat => Source.Value.TryGetProperty("ts_utc", out _) && Source.Value.TryGetProperty("idx", out _);

    /// <summary>The payload to look into, without taking anything of it.</summary>
    public ForeignObject Aside => new(Payload.Value);

    /// <summary>Reads a line, or says why it is refused.</summary>
    public static LabLine? Read(SourceSlice slice, int number, out Refusal? refusal)
    {
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxRecordBytes, out JsonElement value);
        if (refusal is not null)
        {
            return null;
        }

        var source = new ForeignObject(value);
        var aside = new ForeignObject(value);
        string type = source.RequiredWords("event_type");
        if (source.Problem is { } problem)
        {
            refusal = new Refusal(ImportRules.WrongShape, "wrong_shape", $"{problem.Path}: {problem.Message}");
            return null;
        }

        return new LabLine
        {
            Slice = slice,
            Number = number,
            Type = type,
            RunId = aside.Text("run_id"),
            Index = aside.Whole("idx"),
            Time = LabTime.Read(aside.Any("ts_utc")),
            Source = source,
            Payload = source.Apart("payload") ?? new ForeignObject(Nothing),
        };
    }

    /// <summary>The record as it is: its whole payload.</summary>
    public ForeignRecord ToForeignRecord() => new() { Type = Type, Payload = Source.Any("payload") ?? Nothing };
}
