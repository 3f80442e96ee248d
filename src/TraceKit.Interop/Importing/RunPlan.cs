using TraceKit.Collection;
using TraceKit.Sessions;

namespace TraceKit.Interop.Importing;

/// <summary>What is known of a run before its events are written.</summary>
internal sealed record RunPlan
{
    /// <summary>The run's first line; its id is set.</summary>
    public required RunDescriptor Descriptor { get; init; }

    /// <summary>Id of the session, derived from the source.</summary>
    public required string SessionId { get; init; }

    /// <summary>The session.</summary>
    public required TraceSession Session { get; init; }

    /// <summary>When the run started; the run file goes to the folder of that day.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The foreign file, for findings.</summary>
    public required string Source { get; init; }

    /// <summary>Number of foreign records that the run is made of.</summary>
    public required int Records { get; init; }

    /// <summary>The run's id.</summary>
    public string RunId => Descriptor.RunId!;
}
