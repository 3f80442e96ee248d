using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;

namespace TraceKit.Core.Tests.Probing;

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLogger : ILogger<TraceCollector>
{
    private readonly ConcurrentQueue<int> _ids = new();

    /// <summary>Waits until so much was logged, which happens in the background.</summary>
    /// <returns>Ids of what was logged, in order.</returns>
    public IEnumerable<int> Ids(int count)
    {
        SpinWait.SpinUntil(() => _ids.Count >= count, TimeSpan.FromSeconds(30));
        return _ids;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _ids.Enqueue(eventId.Id);
}
