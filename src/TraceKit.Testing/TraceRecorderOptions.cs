using TraceKit.Collection;

namespace TraceKit.Testing;

/// <summary>How a recorder works.</summary>
public sealed record TraceRecorderOptions
{
    /// <summary>What ids are derived from; recorders of the same seed give the same ids in the same order.</summary>
    /// <value>Default: <c>test</c>.</value>
    public string Seed { get; init; } = "test";

    /// <summary>Whether activities are recorded: those of TraceKit and of the GenAI libraries that are known. Span ids come from the activities then, and do not repeat.</summary>
    /// <value>Default: false; no activity is made for the recorder, and the bytes of its runs repeat.</value>
    public bool Activities { get; init; }

    /// <summary>Names of further activity sources to record; they are heard only with <see cref="Activities"/>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> ActivitySources { get; init; } = [];

    /// <summary>Changes the options of the collector, such as its session or its redaction. Where runs are kept is the recorder's own business.</summary>
    /// <value>Default: nothing changes.</value>
    public Action<TraceKitOptions>? Configure { get; init; }
}
