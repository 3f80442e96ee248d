using PlanAndAct.Desk;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.RunFiles;

namespace PlanAndAct.Agent;

/// <summary>The loop: plan, act, plan again when that is needed, and stop for one of a few named reasons.</summary>
internal sealed class Episode(TraceRun run, SupportDesk desk, AgentTeam team)
{
    public const int MaxSteps = 12;
    private const int MaxReplans = 3;

    private string _state = "start";
    private string? _answer;
    private string? _replanReason;

    public Progress Progress { get; } = new();

    /// <summary>Plays the episode to its end. Whatever happens, the run is ended and says why.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the run is sealed as aborted.</exception>
    public async Task<EpisodeResult> PlayAsync(DeskTask task, CancellationToken cancellationToken)
    {
        try
        {
            run.Step = 0;
            Move("resetting");
            Progress.Observation = desk.Reset(task);
            Move("planning");
            string stopReason = await LoopAsync(cancellationToken);
            return Finish(stopReason);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.Abort("cancelled");
            throw;
        }
        catch (Exception failure)
        {
            run.Fail(failure, _state);
            return new EpisodeResult(RunStatus.Failed, Success: null, "error") { Error = $"{failure.GetType().Name} while {_state}: {failure.Message}" };
        }
    }

    private async Task<string> LoopAsync(CancellationToken cancellationToken)
    {
        string? stopReason = null;
        while (stopReason is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stopReason = _state switch
            {
                "planning" => await PlanAsync(cancellationToken),
                "executing" => await ExecuteAsync(cancellationToken),
                "replanning" => await ReplanAsync(cancellationToken),
                _ => await ReviewAsync(cancellationToken),
            };
        }

        return stopReason;
    }

    private async Task<string?> PlanAsync(CancellationToken cancellationToken)
    {
        if (await team.Planner.PlanAsync(run, Progress.Observation, cancellationToken) is not { } plan)
        {
            return Stop("no_plan");
        }

        Progress.Follow(plan);
        Move("executing", "plan_made");
        return null;
    }

    private async Task<string?> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (Progress.IsPlanExhausted)
        {
            return NeedReplan("plan_exhausted", detail: null);
        }

        if (Progress.Turns == MaxSteps)
        {
            return Stop("max_steps_reached", MaxSteps);
        }

        run.Step = ++Progress.Turns;
        TurnResult turn = await team.Executor.TakeTurnAsync(run, Progress, cancellationToken);
        return Take(turn);
    }

    private string? Take(TurnResult turn)
    {
        if (turn.Action is not { } action)
        {
            return NeedReplan("no_usable_reply", detail: null);
        }

        Progress.History.Add(action);
        Progress.Observation = turn.Observation;
        Progress.ToolErrors += turn.Failures.Count;
        if (action.IsFinal)
        {
            _answer = action.FinalAnswer;
            Move("reviewing", "agent_reports");
            return null;
        }

        if (action.ActionType == "replan")
        {
            return NeedReplan("tool_failed", action.Rationale);
        }

        run.Emit(new EnvironmentStep { Observation = turn.Observation, Notes = turn.Failures });
        if (turn.Failures.Count == 0)
        {
            Progress.NextStep();
        }

        return null;
    }

    private string? NeedReplan(string reason, string? detail)
    {
        run.Emit(new ExecutorNeedsReplan { Reason = reason, Detail = detail });
        return GoToReplanning(reason);
    }

    private string? GoToReplanning(string reason)
    {
        if (Progress.Replans == MaxReplans)
        {
            return Stop("max_replans_reached");
        }

        _replanReason = reason;
        Move("replanning", reason);
        return null;
    }

    private async Task<string?> ReplanAsync(CancellationToken cancellationToken)
    {
        Progress.Replans++;
        if (await team.Replanner.ReplanAsync(run, Progress, _replanReason!, cancellationToken) is not { } plan)
        {
            return Stop("no_plan");
        }

        Progress.Follow(plan);
        Move("executing", "plan_changed");
        return null;
    }

    private async Task<string?> ReviewAsync(CancellationToken cancellationToken)
    {
        CriticOutput verdict = await team.Critic.JudgeAsync(run, Progress, _answer ?? string.Empty, cancellationToken);
        if (verdict.Decision == "replan")
        {
            Progress.Observation = $"The case stays open: {verdict.Feedback}";
            run.Emit(new EnvironmentStep { Observation = Progress.Observation });
            return GoToReplanning("critic_refused");
        }

        run.Emit(new EnvironmentStep { Observation = "The case is closed.", Done = true, Success = desk.IsSolved, FinalAnswer = _answer });
        return "case_closed";
    }

    private string Stop(string reason, int? maxSteps = null)
    {
        run.Emit(new EpisodeStop { Reason = reason, MaxSteps = maxSteps });
        return reason;
    }

    /// <summary>The verdict is the environment's: the state of the shop, not what the agent says about it.</summary>
    private EpisodeResult Finish(string stopReason)
    {
        bool solved = desk.InspectShop();
        Move("ended", stopReason);
        run.Emit(new EpisodeEnd
        {
            Success = solved,
            SuccessSource = SuccessSource.Environment,
            FinalAnswer = _answer,
            Metrics = Progress.Metrics(solved),
        });
        string why = solved && stopReason == "case_closed" ? "goal_reached" : stopReason;
        run.Complete(solved, SuccessSource.Environment, why);
        return new EpisodeResult(RunStatus.Completed, solved, why);
    }

    private void Move(string to, string? reason = null)
    {
        run.Emit(new StateTransition { From = _state, To = to, Reason = reason });
        _state = to;
    }
}
