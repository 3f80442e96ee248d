using System.Globalization;
using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Tools;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Turns the tool records of a run into calls and results. The source has no call ids: they are numbered in order.</summary>
internal sealed class EpisodeTools(EpisodeScript script, OpenDecisions decisions)
{
    private readonly List<(EpisodeLine Line, Decision<ToolCall, ToolResult> Decision)> _open = [];
    private int _calls;

    /// <summary>A call begins.</summary>
    /// <returns>Whether the record meets the contract.</returns>
    public bool Start(EpisodeLine line)
    {
        if (CallOf(line.Payload, "tool_name") is not { } call)
        {
            return false;
        }

        _open.Add((line, Open(call, line)));
        return true;
    }

    /// <summary>A call ends: the nearest earlier one of that tool.</summary>
    /// <returns>Whether the record meets the contract.</returns>
    public bool End(EpisodeLine line)
    {
        string name = line.Payload.RequiredText("tool_name");
        bool ok = line.Payload.RequiredFlag("ok");
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        int index = _open.FindLastIndex(call => string.Equals(call.Decision.Input.Name, name, StringComparison.Ordinal));
        string id = index >= 0 ? _open[index].Decision.Input.CallId : NextId();
        ToolResult result = ResultOf(line.Payload, id, name, ok);
        if (index >= 0)
        {
            _open[index].Decision.Answer(result, script.From(line));
            _open.RemoveAt(index);
        }
        else
        {
            script.Run.Emit(result, script.From(line));
            script.Warn(ImportRules.NoInput, line, $"the result of the tool '{name}' answers no call");
        }

        return true;
    }

    /// <summary>A call and its result in one record.</summary>
    /// <returns>Whether the record meets the contract.</returns>
    public bool Whole(EpisodeLine line)
    {
        JsonElement result = line.Payload.RequiredAny("result");
        var outcome = new ForeignObject(result);
        bool ok = outcome.Flag("ok") ?? line.Payload.Missing("result.ok", "true or false", false);
        if (CallOf(line.Payload, "name") is not { } call)
        {
            return false;
        }

        Decision<ToolCall, ToolResult> decision = Open(call, line);
        decision.Answer(
            new ToolResult { CallId = call.CallId, Name = call.Name, Ok = ok, Content = result.GetRawText(), ErrorKind = ok ? null : "tool_error" },
            script.Because(line));
        return true;
    }

    /// <summary>Closes the calls that have no result.</summary>
    public void Close()
    {
        foreach ((EpisodeLine line, Decision<ToolCall, ToolResult> decision) in _open)
        {
            decision.Emit(new ToolCallUnresolved { CallId = decision.Input.CallId, Name = decision.Input.Name, Reason = "no_result" }, script.Because(line));
            decision.Abandon("no_result", script.Because(line));
            script.Warn(ImportRules.NoAnswer, line, $"the call of the tool '{decision.Input.Name}' has no result");
        }

        _open.Clear();
    }

    private static ToolResult ResultOf(ForeignObject payload, string id, string name, bool ok)
    {
        string? content = ContentOf(payload);
        string? error = content is null ? payload.Text("error") : null;
        return new ToolResult
        {
            CallId = id,
            Name = name,
            Ok = ok,
            Content = content ?? error ?? string.Empty,
            ErrorKind = ok ? null : error is not null && IsStableWord(error) ? error : "tool_error",
        };
    }

    /// <summary>The result as JSON text. A result that is text is its own content, and stays in the origin to be told from JSON.</summary>
    private static string? ContentOf(ForeignObject payload)
    {
        if (payload.Text("result") is { } text)
        {
            payload.Release("result");
            return text;
        }

        return payload.Any("result")?.GetRawText();
    }

    private static bool IsStableWord(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private ToolCall? CallOf(ForeignObject payload, string nameMember)
    {
        string name = payload.RequiredWords(nameMember);
        JsonElement arguments = payload.RequiredAny("arguments");
        return payload.Problem is null ? new ToolCall { CallId = NextId(), Name = name, Arguments = arguments.GetRawText() } : null;
    }

    private Decision<ToolCall, ToolResult> Open(ToolCall call, EpisodeLine line) =>
        decisions.Nearest<ExecutorInput, ExecutorOutput>() is { } executor
            ? executor.Decide(call, script.From(line))
            : script.Run.Decide(call, script.From(line));

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"call-{++_calls}");
}
