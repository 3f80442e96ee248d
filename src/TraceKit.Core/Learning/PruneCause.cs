using System.Text.Json.Serialization;

namespace TraceKit.Learning;

/// <summary>Why rules are dropped.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PruneCause>))]
public enum PruneCause
{
    /// <summary>They were applied and never right.</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,

    /// <summary>Another rule says the same.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>The rule set does better without them.</summary>
    [JsonStringEnumMemberName("harmful")]
    Harmful,
}
