using System.Globalization;
using TraceKit.Models;

namespace TraceKit.Rendering;

/// <summary>One line for each event around a model.</summary>
internal static class ModelSummaries
{
    public static void All(EventSummaries summaries) => summaries
        .Add<LlmCall>(Describe)
        .Add<Message>(message => new(message.Content, message.Name is { } name ? $"{message.Role} {name}" : message.Role, StoryTone.Strong))
        .Add<ParseFailure>(failure => new(
            EventSummary.Join($"no {failure.Expected}", failure.Path is { } path ? $"at {path}" : null, failure.Message),
            failure.Kind == ParseFailureKind.NoJson ? "no_json" : "schema_error",
            StoryTone.Bad));

    private static EventSummary Describe(LlmCall call)
    {
        string text = EventSummary.Join(
            call.Model ?? call.ResponseModel ?? "model unknown",
            string.Create(CultureInfo.InvariantCulture, $"attempt {call.Attempt}"),
            Tokens(call.Usage),
            call.FinishReason,
            call.LatencyMs is { } latency ? DurationText.OfMilliseconds(latency) : null,
            call.Error is { } error ? EventSummary.Join(error.Type, error.Message) : null);
        return call.Status switch
        {
            LlmCallStatus.Ok => new(text, "ok", StoryTone.Good),
            LlmCallStatus.ParseError => new(text, "parse_error", StoryTone.Bad),
            LlmCallStatus.ApiError => new(text, "api_error", StoryTone.Bad),
            LlmCallStatus.Interrupted => new(text, "interrupted", StoryTone.Warning),
            _ => new(text, "error", StoryTone.Bad),
        };
    }

    private static string? Tokens(TokenUsage? usage) =>
        usage is null or { InputTokens: null, OutputTokens: null }
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{Count(usage.InputTokens)} + {Count(usage.OutputTokens)} tokens");

    private static string Count(long? tokens) => tokens?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
