using System.Text.Json.Serialization;

namespace TraceKit.Debugging;

/// <summary>What an edit does to a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EditKind>))]
public enum EditKind
{
    /// <summary>It changes.</summary>
    [JsonStringEnumMemberName("modified")]
    Modified,

    /// <summary>It comes into being.</summary>
    [JsonStringEnumMemberName("created")]
    Created,

    /// <summary>It goes.</summary>
    [JsonStringEnumMemberName("deleted")]
    Deleted,

    /// <summary>It gets another path.</summary>
    [JsonStringEnumMemberName("renamed")]
    Renamed,
}
