namespace TraceKit.Sessions;

/// <summary>Keeps the data of one environment out of the places of another. Exporters and stores ask it before they take a run.</summary>
public static class EnvironmentGate
{
    /// <summary>Refuses a run of another environment.</summary>
    /// <param name="accepted">The environment that the place is configured for, such as <c>production</c>.</param>
    /// <param name="session">The session of the run.</param>
    /// <param name="place">The place, for the message, such as <c>the exporter to collector.example</c>.</param>
    /// <exception cref="ContaminationException">The run is of another environment.</exception>
    public static void Require(string accepted, TraceSession session, string place)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!string.Equals(session.Environment, accepted, StringComparison.Ordinal))
        {
            throw new ContaminationException(
                session.Environment,
                accepted,
                $"Contamination: a run of environment '{session.Environment}' came to {place}, which takes '{accepted}' alone. Send it to a place of its own environment.");
        }
    }
}
