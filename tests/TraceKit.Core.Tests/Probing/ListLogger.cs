using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;

namespace TraceKit.Core.Tests.Probing;

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLogger : ILogger<TraceCollector>
{
    private readonly ConcurrentQueue<int> _ids = new();

    /// <summary>Ids of what was logged, in order.</summary>
    public IEnumerable<int> Ids => _ids;

    /// <summary>What happens when something is logged.</summary>
    public Action OnLog { get; init; } = () => { };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _ids.Enqueue(eventId.Id);
        OnLog();
    }
}
