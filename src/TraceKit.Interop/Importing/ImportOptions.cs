using TraceKit.Redaction;
using TraceKit.Tools;

namespace TraceKit.Interop.Importing;

/// <summary>Where an import writes, and what it is told that its source does not say.</summary>
public sealed record ImportOptions
{
    /// <summary>Folder that the run files go under, in one folder a day; made when it is not there.</summary>
    public required string Out { get; init; }

    /// <summary>Environment of the runs' session, such as <c>evaluation</c>.</summary>
    /// <value>Default: <c>unknown</c>.</value>
    public string Environment { get; init; } = "unknown";

    /// <summary>The rules that take secrets out of everything before it is written; what they take out is counted in the run's end.</summary>
    /// <value>Default: <see cref="Secrets.Default"/>.</value>
    public RedactionPolicy Redaction { get; init; } = Secrets.Default;

    /// <summary>The model to record in calls of which the source does not name the model.</summary>
    /// <value>Default: it stays not recorded.</value>
    public string? Model { get; init; }

    /// <summary>The tools that were declared to the model, recorded in each run's header.</summary>
    /// <value>Default: not recorded.</value>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>Told the number of records read so far, after each run.</summary>
    /// <value>Default: nobody is told.</value>
    public IProgress<int>? Progress { get; init; }
}
