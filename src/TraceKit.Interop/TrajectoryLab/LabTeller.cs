using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Models;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>Turns the records of a run, one after the other, into typed events.</summary>
internal sealed class LabTeller(LabScript script, LabFacts facts)
{
    private readonly LabTools _tools = new(script);
    private string _state = "not_started";
    private bool _ended;

    /// <summary>Emits one record; the first that starts the run is the run's header.</summary>
    public void Tell(LabLine line)
    {
        script.Begin(line);
        bool told = line.Type switch
        {
            "run_started" => ReferenceEquals(line, facts.Started) || Started(line),
            "phase" => Phase(line),
            "tool_call" => _tools.Start(line),
            "tool_result" => _tools.End(line),
            "message_snapshot" => Snapshot(line),
            "run_completed" => Completed(line),
            "final_report" => Report(line),
            _ => false,
        };
        if (!told)
        {
            Keep(line);
        }
    }

    /// <summary>Closes the calls that have no result.</summary>
    public void Close() => _tools.Close();

    /// <summary>A run starts once; what starts it again is kept.</summary>
    private bool Started(LabLine line)
    {
        _ = line.Payload.RequiredWords("topic");
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        script.Warn(ImportRules.Contradiction, line, "the run starts a second time; the record was kept whole");
        script.Run.Emit(line.ToForeignRecord(), LabScript.From(line));
        return true;
    }

    private bool Phase(LabLine line)
    {
        string phase = line.Payload.RequiredWords("phase");
        string status = line.Payload.RequiredWords("status");
        return line.Payload.Problem is null && Move(line, phase, status);
    }

    /// <summary>A state is a phase and its status. Where the two cannot be told apart again, they stay in the origin too.</summary>
    private bool Move(LabLine line, string phase, string status)
    {
        if (phase.Contains(':', StringComparison.Ordinal))
        {
            line.Payload.Release("phase");
            line.Payload.Release("status");
        }

        string state = $"{phase}:{status}";
        script.Run.Emit(new StateTransition { From = _state, To = state }, LabScript.From(line));
        _state = state;
        return true;
    }

    private bool Snapshot(LabLine line)
    {
        string role = line.Payload.RequiredWords("role");
        LabPreview preview = LabPreview.Hashed(line.Payload, "text_preview", "text_sha256");
        if (line.Payload.Problem is null && role is not ("system" or "developer" or "user" or "assistant"))
        {
            line.Payload.Missing("role", "system, developer, user or assistant", 0);
        }

        return line.Payload.Problem is null && Say(line, "main", role, preview);
    }

    private bool Report(LabLine line)
    {
        LabPreview preview = LabPreview.Hashed(line.Payload, "report_preview", "report_sha256");
        int length = line.Payload.RequiredWhole("report_len", atLeast: 0);
        line.Payload.Release("report_len");
        if (line.Payload.Problem is null && !preview.CanHaveLength(length))
        {
            script.Warn(ImportRules.Contradiction, line, $"the report is whole by its hash, and report_len={length} is not its length");
        }

        return line.Payload.Problem is null && Say(line, "report", "assistant", preview);
    }

    private bool Say(LabLine line, string conversation, string role, LabPreview preview)
    {
        var message = new Message { Conversation = conversation, Role = role, Content = preview.Text, Parts = preview.Parts };
        script.Run.Emit(message, LabScript.From(line, role));
        return true;
    }

    /// <summary>The end of the run: the last state, or the error with the status in its origin.</summary>
    private bool Completed(LabLine line)
    {
        string status = line.Payload.RequiredWords("status");
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        if (_ended)
        {
            script.Warn(ImportRules.Contradiction, line, "the run ends a second time; the last end counts");
        }

        _ended = true;
        _tools.Close();
        if (LabEnding.ErrorOf(line.Aside.Text("error")) is not { } error)
        {
            return Move(line, "run", status);
        }

        line.Payload.Release("status");
        line.Payload.Ignore("error");
        script.Run.Emit(new EpisodeError { Error = error }, LabScript.From(line));
        return true;
    }

    private void Keep(LabLine line)
    {
        if (line.Payload.Problem is { } problem)
        {
            script.Warn(ImportRules.Contract, line, $"the {line.Type} does not meet its contract ({problem}); it was kept whole");
        }
        else
        {
            script.Warn(ImportRules.UnknownType, line, $"the type '{line.Type}' is not known; the record was kept whole");
        }

        ForeignRecord kept = line.ToForeignRecord();
        script.Run.Emit(kept, LabScript.From(line));
    }
}
