using TraceKit.Contract;
using TraceKit.Models;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Makes an <c>llm_call</c> of a payload: one attempt.</summary>
internal static class EpisodeModelCall
{
    /// <summary>The part of the agent that called; the second generation calls it <c>agent</c>.</summary>
    public static string ComponentOf(ForeignObject payload) => payload.Text("component") ?? payload.Text("agent") ?? payload.RequiredText("component");

    public static LlmCall Read(ForeignObject payload, string component, int attempt, string? model)
    {
        LlmCallStatus status = StatusOf(payload);
        return new LlmCall
        {
            Component = component,
            Status = status,
            Model = payload.Text("model") ?? model,
            Attempt = attempt,
            Request = RequestOf(payload),
            Reply = ReplyOf(payload, status),
            Parsed = payload.Any("parsed_output"),
            Usage = UsageOf(payload.Object("usage")),
            LatencyMs = payload.Number("latency_ms"),
            Error = ErrorOf(payload),
        };
    }

    private static LlmCallStatus StatusOf(ForeignObject payload) => payload.RequiredText("status") switch
    {
        "success" => LlmCallStatus.Ok,
        "parse_error" => LlmCallStatus.ParseError,
        "api_error" => LlmCallStatus.ApiError,
        "error" => LlmCallStatus.Error,
        _ => payload.Missing("status", "success, parse_error, api_error or error", LlmCallStatus.Error),
    };

    private static LlmRequest? RequestOf(ForeignObject payload)
    {
        ChatTurn?[] turns = [Turn("system", payload.Text("system_prompt")), Turn("user", payload.Text("user_prompt"))];
        List<ChatTurn> messages = [.. turns.OfType<ChatTurn>()];
        double? temperature = payload.Number("temperature");

        // These systems always ask for a JSON object, and once more without where the provider refuses that.
        bool? asObject = payload.Flag("used_response_format_json_object");
        return messages.Count == 0 && temperature is null && asObject is null
            ? null
            : new LlmRequest
            {
                Messages = messages.Count == 0 ? null : messages,
                Temperature = temperature,
                ResponseFormat = asObject is null ? null : "json_object",
                UsedResponseFormat = asObject,
            };
    }

    private static ChatTurn? Turn(string role, string? content) => content is null ? null : new ChatTurn { Role = role, Content = content };

    /// <summary>An attempt that failed records an empty text where there was no reply.</summary>
    private static ChatTurn? ReplyOf(ForeignObject payload, LlmCallStatus status)
    {
        string? text = payload.Text("raw_response");
        if (text is { Length: 0 } && status is not LlmCallStatus.Ok)
        {
            payload.Release("raw_response");
            return null;
        }

        return Turn("assistant", text);
    }

    private static TokenUsage? UsageOf(ForeignObject? usage) =>
        usage is null ? null : new TokenUsage { InputTokens = usage.Whole("prompt_tokens"), OutputTokens = usage.Whole("completion_tokens") };

    /// <summary>An error is written as <c>ClassName: message</c>; another form, and the empty text of a success, stay in the origin too.</summary>
    private static ErrorDetail? ErrorOf(ForeignObject payload)
    {
        string text = payload.Text("error") ?? string.Empty;
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0 && !text.AsSpan(0, colon).ContainsAny(" \t\n"))
        {
            return new ErrorDetail { Type = text[..colon], Message = text[(colon + 2)..] };
        }

        payload.Release("error");
        return text.Length == 0 ? null : new ErrorDetail { Type = "error", Message = text };
    }
}
