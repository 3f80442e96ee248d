using Microsoft.Extensions.AI;
using PlanAndAct.Agent;
using PlanAndAct.Desk;
using TraceKit.Collection;

namespace PlanAndAct;

/// <summary>Plays one task once: a desk, a team, a run.</summary>
internal sealed class TaskPlayer(TraceCollector collector, IChatClient model, ProgramSettings settings)
{
    private readonly AgentTeams _teams = new(model, settings.RetryDelay);

    public async Task<FinishedRun> PlayAsync(DeskTask task, int trial, CancellationToken cancellationToken)
    {
        var desk = new SupportDesk();
        using TraceRun run = collector.StartRun(new RunDescriptor
        {
            Goal = task.Goal,
            TaskId = task.Id,
            Trial = trial,
            Agent = "plan-and-act",
            Tools = [.. desk.Tools.Select(tool => tool.Definition)],
        });
        using IDisposable entered = run.Enter();
        var episode = new Episode(run, desk, _teams.For(desk, (settings.Seed * 1000) + trial));
        EpisodeResult result = await episode.PlayAsync(task, cancellationToken);
        return new FinishedRun
        {
            RunId = run.RunId,
            TaskId = task.Id,
            Trial = trial,
            Status = result.Status,
            Success = result.Success,
            StopReason = result.StopReason,
            Error = result.Error,
            Steps = episode.Progress.Turns,
            Replans = episode.Progress.Replans,
            Path = run.Path,
        };
    }
}
