using Microsoft.Extensions.Hosting;
using TraceKit.Collection;
using TraceKit.TestKit;

namespace TraceKit.Hosting.Tests;

/// <summary>A background service that has a run in flight: one event when it starts, one while it stops.</summary>
public sealed class Worker(TraceCollector collector, Action<TraceRun> started) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TraceRun run = collector.StartRun(Some.Descriptor("in-flight"));
        run.Emit(Some.PlannerInput());
        started(run);
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        run.Emit(Some.PlannerInput());
    }
}
