using TraceKit.RunFiles;

namespace TraceKit.Collection;

/// <summary>What the emitter of an event may say beside the event.</summary>
public readonly record struct Emission
{
    /// <summary>The agent's loop counter at the event. Default: the run's current <see cref="TraceRun.Step"/>.</summary>
    public int? Step { get; init; }

    /// <summary>The role that the event belongs to. Default: that of the event's type.</summary>
    public string? Role { get; init; }

    /// <summary>The foreign bytes that the event is imported from. Default: it is recorded live.</summary>
    public EventOrigin? Origin { get; init; }
}
