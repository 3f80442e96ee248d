using TraceKit.Contract;
using TraceKit.RunFiles;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Ends a run as its source says. Success in these systems is what the agent says of itself, and is marked so.</summary>
internal sealed class EpisodeEnding(EpisodeSession? session, EpisodeOutcome outcome)
{
    /// <summary>Writes the end.</summary>
    public void End(EpisodeScript script)
    {
        RunStatus status = Status();
        if (status != RunStatus.Aborted && session?.Status is { } stated && stated is not ("completed" or "failed"))
        {
            script.Warn(ImportRules.Contradiction, $"the session's status is '{stated}', its events come to an end");
        }

        switch (status)
        {
            case RunStatus.Failed:
                script.Run.Fail(outcome.Error ?? session?.Error ?? new ErrorDetail { Type = "not_recorded" });
                break;
            case RunStatus.Completed when (session?.Success ?? outcome.Success) is { } success:
                Compare(script, success);
                script.Run.Complete(success, SuccessSource.SelfReported, StopReason());
                break;
            case RunStatus.Completed:
                script.Run.Complete(StopReason());
                break;
            default:
                script.Run.Abort("source_unfinished");
                break;
        }
    }

    private RunStatus Status() => session?.Status switch
    {
        "completed" => RunStatus.Completed,
        "failed" => RunStatus.Failed,
        _ when outcome.Error is not null => RunStatus.Failed,
        _ when outcome.Ended => RunStatus.Completed,
        _ => RunStatus.Aborted,
    };

    private string StopReason() => outcome.StopReason ?? (outcome.AgentSaidFinal ? "agent_exit" : "episode_over");

    private void Compare(EpisodeScript script, bool success)
    {
        if (outcome.Success is { } told && told != success)
        {
            script.Warn(ImportRules.Contradiction, $"the session says success={(success ? "true" : "false")}, its episode_end the opposite");
        }
    }
}
