using TraceKit.Collection;
using TraceKit.Interop.Importing;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.Tools;

namespace TraceKit.Interop.TauBench;

/// <summary>Turns chat messages into events, and pairs each tool's result with the call that asked for it.</summary>
internal sealed class TauBenchChat(TraceRun run, ImportOptions options, ImportLedger ledger)
{
    private const string Conversation = "main";

    private readonly List<(TauBenchMessage Message, SourceSlice Slice, Decision<ToolCall, ToolResult> Decision)> _open = [];

    /// <summary>Emits one message.</summary>
    public void Tell(TauBenchMessage message)
    {
        switch (message.Role)
        {
            case "system" or "developer" or "user":
                var turn = new Message { Conversation = Conversation, Role = message.Role, Content = message.Content!, Name = message.Name };
                run.Emit(turn, From(message) with { Role = message.Role });
                break;
            case "assistant":
                Reply(message);
                break;
            case "tool":
                Result(message);
                break;
            default:
                Warn(ImportRules.UnknownType, $"the message of the role '{message.Role}' at byte {message.Slice.Offset} was kept as it is", message);
                run.Emit(new ForeignRecord { Type = message.Role, Payload = message.Value }, From(message with { Extra = null }));
                break;
        }
    }

    /// <summary>Closes the calls that nothing answered.</summary>
    public void Close()
    {
        foreach ((TauBenchMessage message, SourceSlice slice, Decision<ToolCall, ToolResult> decision) in _open)
        {
            var origin = new Emission { Origin = Origin(slice, "tool_call") };
            ToolCall call = decision.Input;
            decision.Emit(new ToolCallUnresolved { CallId = call.CallId, Name = call.Name, Conversation = Conversation, Reason = "no_result" }, origin);
            decision.Abandon("no_result", origin);
            Warn(ImportRules.NoAnswer, $"the call '{call.CallId}' at byte {slice.Offset} has no result", message);
        }

        _open.Clear();
    }

    private void Reply(TauBenchMessage message)
    {
        IReadOnlyList<RequestedToolCall>? calls = message.Calls?.Select(call => call.Call).ToList();
        run.Emit(
            new LlmCall
            {
                Component = "agent",
                Status = LlmCallStatus.Ok,
                Conversation = Conversation,
                Model = options.Model,
                Reply = new ChatTurn { Role = "assistant", Content = message.Content, ToolCalls = calls },
            },
            From(message) with { Role = "agent" });
        foreach ((SourceSlice slice, RequestedToolCall call) in message.Calls ?? [])
        {
            var asked = new ToolCall { CallId = call.Id, Name = call.Name, Arguments = call.Arguments, Conversation = Conversation };
            _open.Add((message, slice, run.Decide(asked, new Emission { Origin = Origin(slice, "tool_call") })));
        }
    }

    /// <summary>tau-bench has no flag for a failed call: its tools answer with a text that starts with 'Error'.</summary>
    private void Result(TauBenchMessage message)
    {
        int index = _open.FindLastIndex(call => string.Equals(call.Decision.Input.CallId, message.CallId, StringComparison.Ordinal));
        bool failed = message.Content!.StartsWith("Error", StringComparison.Ordinal);
        var result = new ToolResult
        {
            CallId = message.CallId ?? string.Empty,
            Name = message.Name ?? (index >= 0 ? _open[index].Decision.Input.Name : string.Empty),
            Ok = !failed,
            Content = message.Content,
            ErrorKind = failed ? "tool_error" : null,
        };
        if (index >= 0)
        {
            _open[index].Decision.Answer(result, From(message));
            _open.RemoveAt(index);
        }
        else
        {
            run.Emit(result, From(message));
            Warn(ImportRules.NoInput, $"the result at byte {message.Slice.Offset} answers no call", message);
        }
    }

    private void Warn(string rule, string what, TauBenchMessage message) =>
        ledger.Warn(rule, message.Slice.File.Name, $"run '{run.RunId}': {what}");

    private static Emission From(TauBenchMessage message) => new() { Origin = Origin(message.Slice, message.Role, message) };

    private static EventOrigin Origin(SourceSlice slice, string type, TauBenchMessage? message = null) =>
        slice.Origin(TauBenchImporter.FormatName, type, message?.Extra);
}
