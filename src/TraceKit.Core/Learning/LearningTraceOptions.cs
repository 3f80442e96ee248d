namespace TraceKit.Learning;

/// <summary>Where a learning run leaves its story.</summary>
public sealed record LearningTraceOptions
{
    /// <summary>Folder of the story file, such as the one that the learner keeps its data set in; made when it is not there.</summary>
    /// <value>Default: none; the facts are in the run file alone.</value>
    public string? Storage { get; init; }

    /// <summary>Name of the story file before its ending. It becomes a file's name, so it is an id: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    /// <value>Default: the name of the data set.</value>
    public string? FileName { get; init; }

    /// <summary>The run's id.</summary>
    /// <value>Default: a new one.</value>
    public string? RunId { get; init; }

    /// <summary>The least time between two writes of the story file while the run goes on; a step that comes earlier is written when it has passed. The run file has each step at once.</summary>
    /// <value>Default: 200 ms. Zero writes each step of a short run as it comes.</value>
    public TimeSpan StoryInterval { get; init; } = TimeSpan.FromMilliseconds(200);
}
