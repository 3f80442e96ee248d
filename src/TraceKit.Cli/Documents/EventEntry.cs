using System.Text.Json;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Documents;

/// <summary>An event in a story.</summary>
internal sealed record EventEntry
{
    public required long Seq { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required double OffsetMs { get; init; }

    public required int? Step { get; init; }

    public required string? Role { get; init; }

    public required string Type { get; init; }

    public required int Version { get; init; }

    public required long? Answers { get; init; }

    public required long? Decision { get; init; }

    public required string? Parsed { get; init; }

    public required bool IsTruncated { get; init; }

    public required bool IsIncomplete { get; init; }

    public required string Summary { get; init; }

    public required JsonElement Data { get; init; }

    public static EventEntry Of(RecordedEvent recorded, DateTimeOffset start) => new()
    {
        Seq = recorded.Seq,
        Time = recorded.Time,
        OffsetMs = (recorded.Time - start).TotalMilliseconds,
        Step = recorded.Step,
        Role = recorded.Role,
        Type = recorded.Type,
        Version = recorded.Version,
        Answers = recorded.Answers,
        Decision = recorded.Decision,
        Parsed = recorded.Parsed,
        IsTruncated = recorded.IsTruncated,
        IsIncomplete = recorded.IsIncomplete,
        Summary = TraceStory.Summarize(recorded),
        Data = JsonElement.Parse(recorded.Data.Span),
    };
}
