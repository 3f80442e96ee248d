using TraceKit.Sessions;

namespace TraceKit.Testing;

/// <summary>Declares this process a test host, as long as it lives: every run is of environment <c>test</c>, and a collector that says another is refused.</summary>
/// <remarks>
/// Make it once, before the tests: with xUnit <c>[assembly: AssemblyFixture(typeof(TestEnvironment))]</c>, else from the assembly's set-up.
/// The refusal is a <see cref="ContaminationException"/> where the collector is made.
/// </remarks>
public sealed class TestEnvironment : IDisposable
{
    private int _disposed;

    /// <summary>Declares it.</summary>
    public TestEnvironment() => TestHost.Declare();

    /// <summary>Takes the declaration back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            TestHost.Revoke();
        }
    }
}
