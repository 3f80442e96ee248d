namespace TraceKit.RunFiles;

/// <summary>What happens to the agent when the disk refuses an event.</summary>
public enum WriteFailurePolicy
{
    /// <summary>The agent goes on; what was lost is counted, logged once and recorded in the run as a gap as soon as the disk takes it.</summary>
    DropAndCount,

    /// <summary>The call that emitted the event throws an <see cref="IOException"/>; the event is counted and recorded as a gap all the same.</summary>
    Throw,
}
