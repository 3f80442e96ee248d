using System.Text.Json.Serialization;

namespace TraceKit.Models;

/// <summary>Why a reply could not be used.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParseFailureKind>))]
public enum ParseFailureKind
{
    /// <summary>No JSON object could be found in the reply.</summary>
    [JsonStringEnumMemberName("no_json")]
    NoJson,

    /// <summary>The reply is JSON and does not meet the contract: a member missing, of the wrong type, or unknown.</summary>
    [JsonStringEnumMemberName("schema_error")]
    SchemaError,
}
