namespace TraceKit.Sessions;

/// <summary>Data of one environment was about to reach a place of another, such as test traffic a production folder.</summary>
/// <param name="environment">The environment of the data.</param>
/// <param name="accepted">The environment that the place accepts.</param>
/// <param name="message">What was about to happen, and what to do.</param>
public sealed class ContaminationException(string environment, string accepted, string message) : Exception(message)
{
    /// <summary>The environment of the data, such as <c>test</c>.</summary>
    public string Environment { get; } = environment;

    /// <summary>The environment that the place accepts, such as <c>production</c>.</summary>
    public string Accepted { get; } = accepted;
}
