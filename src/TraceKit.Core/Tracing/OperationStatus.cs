using System.Text.Json.Serialization;

namespace TraceKit.Tracing;

/// <summary>How an operation ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationStatus>))]
public enum OperationStatus
{
    /// <summary>It returned; a stream was read to its end.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It threw.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>It was cancelled: it threw an <see cref="OperationCanceledException"/> that no timeout is the cause of.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>A stream was left before its end, or was still open when the run ended.</summary>
    [JsonStringEnumMemberName("abandoned")]
    Abandoned,

    /// <summary>A stream was returned and, until the run ended, never read.</summary>
    [JsonStringEnumMemberName("not_enumerated")]
    NotEnumerated,
}
