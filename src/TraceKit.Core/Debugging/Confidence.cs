using System.Text.Json.Serialization;

namespace TraceKit.Debugging;

/// <summary>How sure somebody is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidence>))]
public enum Confidence
{
    /// <summary>A guess.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>Likely.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>All but certain.</summary>
    [JsonStringEnumMemberName("high")]
    High,
}
