namespace TraceKit.Sessions;

/// <summary>Whether this process runs tests: then every session is of environment <c>test</c>, and one that says another is refused.</summary>
internal static class TestHost
{
    public const string Environment = "test";

    private static int declared;

    public static void Declare() => Interlocked.Increment(ref declared);

    public static void Revoke() => Interlocked.Decrement(ref declared);

    /// <summary>The session as this process may record it.</summary>
    /// <exception cref="ContaminationException">It says another environment than <c>test</c>, and this is a test host.</exception>
    public static TraceSession Admit(TraceSession session)
    {
        if (Volatile.Read(ref declared) <= 0 || string.Equals(session.Environment, Environment, StringComparison.Ordinal))
        {
            return session;
        }

        return session.SaysEnvironment
            ? throw new ContaminationException(
                Environment,
                session.Environment,
                $"Contamination: this process runs tests, and a collector in it is configured for '{session.Environment}', so that test traffic would count as {session.Environment} data. "
                + "Configure the code under test for 'test', or leave the environment unsaid.")
            : session with { Environment = Environment };
    }
}
