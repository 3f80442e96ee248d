using System.Text.RegularExpressions;
using TraceKit.Contract;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>Ends a run as its source says: the last <c>run_completed</c>, or else the summary.</summary>
internal sealed partial class LabEnding(LabFacts facts, LabSummary? summary)
{
    private readonly string? _status = facts.Completed is { } completed ? completed.Aside.Text("status") : summary?.Text("status");
    private readonly ErrorDetail? _error = facts.Completed is { } completed ? ErrorOf(completed.Aside.Text("error")) : ErrorOf(summary?.Text("error"));

    /// <summary>Reads an error, which is text that may start with the name of its type.</summary>
    public static ErrorDetail? ErrorOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        Match match = Typed().Match(text);
        return match.Success
            ? new ErrorDetail { Type = match.Groups[1].Value, Message = match.Groups[2].Value }
            : new ErrorDetail { Type = "not_recorded", Message = text };
    }

    /// <summary>Writes the end. Only a status that names success says that the goal was reached; it is what the agent says of itself.</summary>
    public void End(LabScript script)
    {
        switch (_status)
        {
            case "aborted" or "cancelled" or "canceled" or "interrupted" or "timeout":
                script.Run.Abort(_status);
                break;
            case "failed" or "failure" or "error":
                script.Run.Fail(_error ?? new ErrorDetail { Type = "not_recorded" });
                break;
            default:
                EndWithoutFailure(script);
                break;
        }
    }

    private void EndWithoutFailure(LabScript script)
    {
        if (_error is not null)
        {
            script.Warn(ImportRules.Contradiction, $"the run has an error, and its status is '{_status}': it counts as failed");
            script.Run.Fail(_error);
            return;
        }

        switch (_status)
        {
            case null or "running" or "started":
                script.Run.Abort("source_unfinished");
                break;
            case "success" or "succeeded":
                script.Run.Complete(success: true, SuccessSource.SelfReported, "run_completed");
                break;
            case "completed" or "complete" or "ok" or "done" or "finished":
                script.Run.Complete("run_completed");
                break;
            default:
                script.Warn(ImportRules.Contract, $"the run's status '{_status}' is not known: the run is over, whether it succeeded is unknown");
                script.Run.Complete("run_completed");
                break;
        }
    }

    [GeneratedRegex(@"\A([A-Za-z_][A-Za-z0-9_.]*): (.*)\z", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Typed();
}
