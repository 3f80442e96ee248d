namespace TraceKit.Rendering;

/// <summary>What a piece of a story is, so that a terminal can colour it and a page can style it.</summary>
public enum StoryTone
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>What the eye may pass over: times, numbers, payloads.</summary>
    Dim,

    /// <summary>What the eye should find: names of events and headings.</summary>
    Strong,

    /// <summary>The role that an event belongs to.</summary>
    Role,

    /// <summary>Something went well.</summary>
    Good,

    /// <summary>Something is odd or unknown.</summary>
    Warning,

    /// <summary>Something failed or is missing.</summary>
    Bad,
}
