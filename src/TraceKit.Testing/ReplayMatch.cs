namespace TraceKit.Testing;

/// <summary>Which recorded reply answers a request.</summary>
public enum ReplayMatch
{
    /// <summary>The next one, in the order of the recording.</summary>
    InOrder,

    /// <summary>The first unused one whose request has the same hash, for agents that ask in no fixed order.</summary>
    ByRequest,
}
