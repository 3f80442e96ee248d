using Microsoft.Extensions.Hosting;
using TraceKit.Collection;

namespace TraceKit.Registration;

/// <summary>Ties the collector to a host: it is made before anything else starts, and open runs are sealed after everything else has stopped.</summary>
internal sealed class HostLifetime(TraceCollector collector) : IHostedLifecycleService
{
    /// <summary>Why a run ended that was open when its host stopped.</summary>
    public const string StopReason = "host_stopped";

    /// <summary>What the seals get at least, even when other services have used up the host's time for stopping.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(2);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        collector.BeginRecovery();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: the pool may be busy with what hangs.
        Task sealing = Task.Factory.StartNew(() => collector.AbortOpenRuns(StopReason), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var done = new CancellationTokenSource();
        if (await Task.WhenAny(sealing, PatienceAsync(done.Token, cancellationToken)).ConfigureAwait(false) == sealing)
        {
            await done.CancelAsync().ConfigureAwait(false);
            await sealing.ConfigureAwait(false);
        }
        else
        {
            collector.Abandon();
        }
    }

    /// <summary>Ends when the host's time is over, but not before the least that seals get.</summary>
    private static async Task PatienceAsync(CancellationToken done, CancellationToken hostsTime)
    {
        await Task.Delay(AtLeast, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(done, hostsTime);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
