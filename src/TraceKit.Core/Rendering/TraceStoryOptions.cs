namespace TraceKit.Rendering;

/// <summary>How a run is told.</summary>
public sealed record TraceStoryOptions
{
    /// <summary>Columns that a line may take; longer text is cut with an ellipsis.</summary>
    /// <value>Default: 100. Below 40 it counts as 40.</value>
    public int Width { get; init; } = 100;

    /// <summary>Whether the data of each event follows its line, as indented JSON and uncut.</summary>
    /// <value>Default: false.</value>
    public bool Full { get; init; }
}
