using System.Text.Json.Serialization;

namespace TraceKit.RunFiles;

/// <summary>A hole in a run: events that were emitted and could not be written.</summary>
public sealed record RunGap
{
    /// <summary>Always <c>gap</c>.</summary>
    public string Kind { get; init => field = value ?? "gap"; } = "gap";

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The <c>seq</c> of the last event before the hole, or -1.</summary>
    public required long After { get; init; }

    /// <summary>When the first of them was emitted.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last of them was emitted.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many they are.</summary>
    public required long Count { get; init; }

    /// <summary>Why, such as <c>disk:28</c> (errno) or <c>not_serializable</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Wire name of the event, when all of them have the same. Default: several.</summary>
    public string? EventType { get; init; }

    /// <summary>Checksum of the line; written by the file, never by the caller.</summary>
    public string? Crc { get; init; }

    /// <summary>Whether the events could not be serialised; otherwise the disk did not take them.</summary>
    [JsonIgnore]
    public bool IsRejection => IsRejected(Reason);

    internal static bool IsRejected(string reason) => reason.StartsWith("not_serializable", StringComparison.Ordinal);
}
