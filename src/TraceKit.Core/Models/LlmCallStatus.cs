using System.Text.Json.Serialization;

namespace TraceKit.Models;

/// <summary>How an attempt to get a reply from a model ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LlmCallStatus>))]
public enum LlmCallStatus
{
    /// <summary>A reply came and, where one was expected, it had the right form.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>A reply came and could not be read as the expected type.</summary>
    [JsonStringEnumMemberName("parse_error")]
    ParseError,

    /// <summary>The provider refused or failed.</summary>
    [JsonStringEnumMemberName("api_error")]
    ApiError,

    /// <summary>The stream was left or cut before its end.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>Any other failure on the caller's side.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
