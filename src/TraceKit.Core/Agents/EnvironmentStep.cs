using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>What the environment answered to an action.</summary>
public sealed record EnvironmentStep : ITraceEvent<EnvironmentStep>
{
    /// <inheritdoc/>
    public static TraceEventType<EnvironmentStep> EventType { get; } = new("environment_step", 1, EventsJson.Default.EnvironmentStep, "environment");

    /// <summary>The new observation.</summary>
    public required string Observation { get; init; }

    /// <summary>Whether the episode is over for the environment.</summary>
    public bool Done { get; init; }

    /// <summary>Whether the environment counts the episode as a success. Default: it does not say.</summary>
    public bool? Success { get; init; }

    /// <summary>The final answer that the environment took. Default: none.</summary>
    public string? FinalAnswer { get; init; }

    /// <summary>Remarks of the environment, such as a failed tool. Default: empty.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];
}
