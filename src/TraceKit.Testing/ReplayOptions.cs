namespace TraceKit.Testing;

/// <summary>How recorded replies are given again.</summary>
public sealed record ReplayOptions
{
    /// <summary>Which recorded reply answers a request.</summary>
    /// <value>Default: <see cref="ReplayMatch.InOrder"/>.</value>
    public ReplayMatch Match { get; init; }

    /// <summary>Whether a request that is not the recorded one is an error. By request, it always is.</summary>
    /// <value>Default: true. A recording without its request is never compared.</value>
    public bool Strict { get; init; } = true;

    /// <summary>Takes out of a request's text what may change, such as a date in a prompt. Runs over the recorded text and the new one.</summary>
    /// <value>Default: nothing is taken out.</value>
    public Func<string, string> Normalize { get; init; } = static text => text;
}
