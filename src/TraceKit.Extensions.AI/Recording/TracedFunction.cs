using System.Globalization;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Extensions.AI.Schemas;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>A function that records each call of it and changes nothing: for loops of others, which know ids and text that it does not.</summary>
internal sealed class TracedFunction(AIFunction inner, ITraceScope scope, TracedConversation? conversation) : DelegatingAIFunction(inner)
{
    private int _calls;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        RequestedToolCall call = Describe(arguments);
        string? verdict = Guard.Get(() => new ToolSchema(JsonSchema).Verdict(call.Arguments, out _), null);
        var recording = ToolRecording.Start(scope, call, conversation);
        try
        {
            object? result = await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
            recording.Answer(Result(call, verdict) with { Ok = true, Content = Guard.Get(() => ToolText.AsSent(result), string.Empty) });
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            recording.Abandon("cancelled");
            throw;
        }
        catch (Exception failure)
        {
            recording.Answer(Result(call, verdict) with { ErrorKind = ToolRecording.KindOf(failure), Error = ErrorDetail.From(failure) });
            throw;
        }
    }

    private RequestedToolCall Describe(AIFunctionArguments arguments)
    {
        string? text = RawArguments.Serialize(arguments);
        return conversation?.Find(Name, text ?? string.Empty) ?? new RequestedToolCall
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{Name}-{Interlocked.Increment(ref _calls)}"),
            Name = Name,
            Arguments = text ?? string.Empty,
            ArgumentsForm = text is null ? RawArguments.Lost : RawArguments.Serialized,
        };
    }

    private static ToolResult Result(RequestedToolCall call, string? verdict) =>
        new() { CallId = call.Id, Name = call.Name, Ok = false, Content = string.Empty, SchemaVerdict = verdict };
}
