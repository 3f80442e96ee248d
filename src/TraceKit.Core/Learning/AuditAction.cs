using System.Text.Json.Serialization;

namespace TraceKit.Learning;

/// <summary>What an audit does to rules.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditAction>))]
public enum AuditAction
{
    /// <summary>Makes several one.</summary>
    [JsonStringEnumMemberName("merge")]
    Merge,

    /// <summary>Takes one out.</summary>
    [JsonStringEnumMemberName("remove")]
    Remove,

    /// <summary>Makes one narrower.</summary>
    [JsonStringEnumMemberName("tighten")]
    Tighten,
}
