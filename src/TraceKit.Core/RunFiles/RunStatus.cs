using System.Text.Json.Serialization;

namespace TraceKit.RunFiles;

/// <summary>How a run ended. Whether it succeeded is another question, with a source of its own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>The run has no end line: it goes on, or its process died.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The agent's loop came to its own end.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>An error ended the run.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The run was left without an end and sealed by disposal or by recovery.</summary>
    [JsonStringEnumMemberName("aborted")]
    Aborted,
}
