using System.Globalization;
using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Interop.Importing;
using TraceKit.Tools;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>Turns the tool records of a run into calls and results. The source has no call ids: they are numbered in order.</summary>
/// <remarks>The calls belong to no conversation: nothing in the source says which message asked for them.</remarks>
internal sealed class LabTools(LabScript script)
{
    private readonly List<(LabLine Line, Decision<ToolCall, ToolResult> Decision)> _open = [];
    private int _calls;

    /// <summary>A call begins.</summary>
    /// <returns>Whether the record meets the contract.</returns>
    public bool Start(LabLine line)
    {
        string name = line.Payload.RequiredWords("tool");
        JsonElement arguments = line.Payload.RequiredAny("kwargs");
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        var call = new ToolCall { CallId = NextId(), Name = name, Arguments = arguments.GetRawText(), ArgumentsForm = "serialized" };
        _open.Add((line, script.Run.Decide(call, LabScript.From(line))));
        return true;
    }

    /// <summary>A call ends: the nearest earlier one of that tool that has no result.</summary>
    /// <returns>Whether the record meets the contract.</returns>
    public bool End(LabLine line)
    {
        string name = line.Payload.RequiredWords("tool");
        bool ok = line.Payload.RequiredFlag("ok");
        LabPreview preview = LabPreview.Marked(line.Payload, "result_preview");
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        int index = _open.FindLastIndex(call => string.Equals(call.Decision.Input.Name, name, StringComparison.Ordinal));
        var result = new ToolResult
        {
            CallId = index >= 0 ? _open[index].Decision.Input.CallId : NextId(),
            Name = name,
            Ok = ok,
            Content = preview.Text,
            ErrorKind = ok ? null : "tool_error",
            LatencyMs = Latency(line.Payload),
        };
        if (index >= 0)
        {
            _open[index].Decision.Answer(result, LabScript.From(line));
            _open.RemoveAt(index);
        }
        else
        {
            script.Run.Emit(result, LabScript.From(line));
            script.Warn(ImportRules.NoInput, line, $"the result of the tool '{name}' answers no call");
        }

        return true;
    }

    /// <summary>Closes the calls that have no result.</summary>
    public void Close()
    {
        foreach ((LabLine line, Decision<ToolCall, ToolResult> decision) in _open)
        {
            decision.Emit(new ToolCallUnresolved { CallId = decision.Input.CallId, Name = decision.Input.Name, Reason = "no_result" }, LabScript.Because(line));
            decision.Abandon("no_result", LabScript.Because(line));
            script.Warn(ImportRules.NoAnswer, line, $"the call of the tool '{decision.Input.Name}' has no result");
        }

        _open.Clear();
    }

    /// <summary>A time below nothing is not taken and stays in the origin.</summary>
    private static double? Latency(ForeignObject payload)
    {
        if (payload.Number("latency_ms") is not { } latency || latency >= 0)
        {
            return payload.Number("latency_ms");
        }

        payload.Release("latency_ms");
        return null;
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"call-{++_calls}");
}
