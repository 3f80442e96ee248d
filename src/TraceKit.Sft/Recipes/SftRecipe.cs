namespace TraceKit.Sft.Recipes;

/// <summary>What a dataset is to be made of. Recorded in the manifest: the same recipe over the same runs gives the same bytes.</summary>
public sealed record SftRecipe
{
    private static readonly string[] DefaultRows = ["chat", "planner", "executor", "replanner"];

    /// <summary>Name of the recipe. Default: <c>default</c>.</summary>
    public string Name { get; init => field = value ?? "default"; } = "default";

    /// <summary>Target format: <c>openai</c> or <c>trl</c>. Default: <c>trl</c>.</summary>
    public string Format { get; init => field = value ?? "trl"; } = "trl";

    /// <summary>Kinds of rows: <c>chat</c>, <c>planner</c>, <c>executor</c>, <c>replanner</c>, <c>critic</c>, <c>learner</c>. Default: all but the last two.</summary>
    public IReadOnlyList<string> Rows { get; init => field = value ?? DefaultRows; } = DefaultRows;

    /// <summary>How rows are spread over train, validation and test. Default: by task, 80/10/10.</summary>
    public SplitPolicy Split { get; init => field = value ?? new SplitPolicy(); } = new();

    /// <summary>Which runs may give rows. Default: all of them.</summary>
    public SelectionPolicy Select { get; init => field = value ?? new SelectionPolicy(); } = new();

    /// <summary>System prompt by kind of row, for rows whose prompt was not recorded. Default: none, so that no prompt is made up.</summary>
    public IReadOnlyDictionary<string, string> SystemPrompts { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();
}
