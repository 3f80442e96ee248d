using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Reads what TraceKit's own attributes say of a call or a tool beyond the conventions, so that its spans come back as the events that they were.</summary>
internal static class OwnWords
{
    /// <summary>Completes a model call.</summary>
    public static LlmCall Complete(LlmCall call, SpanFacts facts)
    {
        if (TextOf(facts, TraceKitAttributes.CallStatus) is not { } word)
        {
            return call; // not one of ours
        }

        LlmCallStatus? status = Enum.GetValues<LlmCallStatus>().Cast<LlmCallStatus?>().FirstOrDefault(one => Words.Of(one!.Value) == word);
        string? promptHash = TextOf(facts, TraceKitAttributes.PromptHash);
        string? toolsHash = TextOf(facts, TraceKitAttributes.ToolsetHash);
        return call with
        {
            Component = TextOf(facts, TraceKitAttributes.Module) ?? call.Component,
            Status = status ?? call.Status,
            Attempt = (int)(NumberOf(facts, TraceKitAttributes.CallAttempt) ?? call.Attempt),
            CostUsd = NumberOf(facts, TraceKitAttributes.CallCost) ?? call.CostUsd,
            Prompt = call.Prompt is { } prompt && promptHash is not null ? prompt with { Hash = promptHash } : call.Prompt,
            Request = call.Request is { } request && toolsHash is not null ? request with { ToolsHash = toolsHash } : call.Request,
            Error = status == LlmCallStatus.Ok ? null : Complete(call.Error, facts),
        };
    }

    /// <summary>Completes a tool's result.</summary>
    public static SpanReading Complete(SpanReading reading, SpanFacts facts) =>
        reading is { Tool: { } tool, Result: { } result } && ValueOf(facts, TraceKitAttributes.ToolOk) is bool ok
            ? reading with
            {
                Tool = tool with { ArgumentsForm = TextOf(facts, TraceKitAttributes.ToolArgumentsForm) ?? tool.ArgumentsForm },
                Result = result with
                {
                    Ok = ok,
                    SchemaVerdict = TextOf(facts, TraceKitAttributes.ToolSchemaVerdict) ?? result.SchemaVerdict,
                    ErrorKind = ok ? null : result.Error?.Type ?? result.ErrorKind,
                    Error = ok ? null : Complete(result.Error, facts),
                },
            }
            : reading;

    private static ErrorDetail? Complete(ErrorDetail? error, SpanFacts facts) => error is null
        ? null
        : error with
        {
            Message = AttributeValue.Unwrapped(ValueOf(facts, TraceKitAttributes.ErrorMessage)) ?? error.Message,
            StatusCode = (int?)NumberOf(facts, TraceKitAttributes.ErrorStatusCode) ?? error.StatusCode,
            Code = TextOf(facts, TraceKitAttributes.ErrorCode) ?? error.Code,
        };

    private static string? TextOf(SpanFacts facts, string key) => AttributeValue.Text(ValueOf(facts, key));

    private static double? NumberOf(SpanFacts facts, string key) => AttributeValue.Number(ValueOf(facts, key));

    private static object? ValueOf(SpanFacts facts, string key)
    {
        foreach ((int index, string name, object? value) in facts.Unread())
        {
            if (name == key)
            {
                facts.Understand(index);
                return value;
            }
        }

        return null;
    }
}
