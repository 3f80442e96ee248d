namespace TraceKit.Testing;

/// <summary>A request has no recorded reply: the prompt drifted, the recording is used up, or it cannot be read.</summary>
/// <param name="message">What happened, with the difference where a prompt drifted.</param>
/// <param name="difference">The lines that differ.</param>
public sealed class ReplayException(string message, string? difference = null) : Exception(message)
{
    /// <summary>The lines that differ from the recorded request: <c>-</c> was recorded, <c>+</c> was sent. Default: nothing was compared.</summary>
    public string? Difference { get; } = difference;
}
