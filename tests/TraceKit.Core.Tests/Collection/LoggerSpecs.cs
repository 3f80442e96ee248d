using Microsoft.Extensions.Logging;
using TraceKit.Collection;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class LoggerSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_logger_that_throws_does_not_reach_the_agent(bool alreadyWhenAsked)
    {
        using var folder = new TempFolder();
        using var collector = new TraceCollector(Some.Options(folder), new BrokenLogger(alreadyWhenAsked));
        using TraceRun run = Some.Run(collector);
        run.Complete();

        run.Emit(Some.PlannerInput()); // after the end, which is logged

        Assert.Empty(Some.TheRunOf(run).Events);
    }

    private sealed class BrokenLogger(bool alreadyWhenAsked) : ILogger<TraceCollector>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException("no scope");

        public bool IsEnabled(LogLevel logLevel) => alreadyWhenAsked ? throw new InvalidOperationException("no level") : true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("no log");
    }
}
