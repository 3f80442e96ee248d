using Microsoft.Extensions.Logging;

namespace TraceKit.Collection;

/// <summary>Keeps what a user's logger throws from the agent: it is counted and the run goes on.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
        }
    }
}
