using System.Text.Json.Serialization;

namespace TraceKit.Sft.Gates;

/// <summary>What a gate says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateVerdict>))]
public enum GateVerdict
{
    /// <summary>Nothing is wrong.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>There was nothing that the gate could look at.</summary>
    [JsonStringEnumMemberName("not_applicable")]
    NotApplicable,

    /// <summary>Something is odd; the dataset is built.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The dataset is refused.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
