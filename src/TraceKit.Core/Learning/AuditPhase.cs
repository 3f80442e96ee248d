using System.Text.Json.Serialization;

namespace TraceKit.Learning;

/// <summary>When an audit takes place.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditPhase>))]
public enum AuditPhase
{
    /// <summary>Within refinement.</summary>
    [JsonStringEnumMemberName("mid")]
    Mid,

    /// <summary>At the end of it.</summary>
    [JsonStringEnumMemberName("final")]
    Final,
}
