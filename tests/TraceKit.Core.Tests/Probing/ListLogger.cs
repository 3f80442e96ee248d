using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;

namespace TraceKit.Core.Tests.Probing;

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLogger : ILogger<TraceCollector>
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();

    /// <summary>Waits until so much was logged, which happens in the background.</summary>
    /// <returns>Ids of what was logged, in order.</returns>
    public IEnumerable<int> Ids(int count) => Lines(count).Select(line => line.Id);

    /// <summary>As <see cref="Ids"/>: what was logged, as people read it.</summary>
    public IEnumerable<string> Texts(int count) => Lines(count).Select(line => line.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((eventId.Id, formatter(state, exception)));

    private ConcurrentQueue<(int Id, string Text)> Lines(int count)
    {
        SpinWait.SpinUntil(() => _lines.Count >= count, TimeSpan.FromSeconds(30));
        return _lines;
    }
}
