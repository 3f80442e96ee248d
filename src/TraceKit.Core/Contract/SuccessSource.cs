using System.Text.Json.Serialization;

namespace TraceKit.Contract;

/// <summary>Who says that a run succeeded or what a label is worth.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SuccessSource>))]
public enum SuccessSource
{
    /// <summary>The agent itself; not evidence.</summary>
    [JsonStringEnumMemberName("self_reported")]
    SelfReported,

    /// <summary>The environment's own state, such as a database after the episode.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>Tests that were run on the result.</summary>
    [JsonStringEnumMemberName("tests")]
    Tests,

    /// <summary>A model that judged the run.</summary>
    [JsonStringEnumMemberName("judge")]
    Judge,

    /// <summary>A person.</summary>
    [JsonStringEnumMemberName("human")]
    Human,

    /// <summary>A reward function.</summary>
    [JsonStringEnumMemberName("reward")]
    Reward,
}
