using System.Diagnostics;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.RunFiles;
using TraceKit.Sessions;
using TraceKit.Telemetry;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>What the spans of one run are called and carry, in the words of a profile: the same for activities and for run files.</summary>
internal sealed class SpanComposer
{
    /// <summary>How many events a span shows.</summary>
    public const int MostEvents = 100;

    private const int MaxName = 256;

    private readonly GenAiProfile _profile;
    private readonly RunHeader _run;
    private readonly Func<string, string> _redact;
    private readonly SpanContent _content;
    private readonly KeyValuePair<string, object?>[] _common;

    public SpanComposer(GenAiProfile profile, RunHeader run, Func<string, string> redact, SpanContent content)
    {
        _profile = profile;
        _run = run;
        _redact = redact;
        _content = content;
        ExperimentIdentity? experiment = run.Session.Experiment;
        _common =
        [
            .. New()
                .Add(TraceKitAttributes.RunId, run.RunId)
                .Add(TraceKitAttributes.SessionId, run.SessionId)
                .Add(TraceKitAttributes.Environment, run.Session.Environment)
                .Add(TraceKitAttributes.ExperimentId, experiment?.Id)
                .Add(TraceKitAttributes.ExperimentGroup, experiment?.Group)
                .Add(TraceKitAttributes.ExperimentVariant, experiment?.Variant)
                .Items,
        ];
    }

    /// <summary>How the run's span starts.</summary>
    public SpanHead Run()
    {
        string operation = _profile.Spans.InvokeAgent;
        SpanAttributes tags = New().Add(GenAiField.OperationName, operation).Add(GenAiField.AgentName, _run.Agent);
        if (_run.Session.ModelStack is { Count: > 0 } stack && stack.Values.DistinctBy(model => model.Model).Count() == 1)
        {
            tags.Add(GenAiField.RequestModel, stack.Values.First().Model);
        }

        return Head(operation, _run.Agent, _profile.Spans.InnerKind, tags.Add(TraceKitAttributes.TaskId, _run.TaskId));
    }

    /// <summary>How the span of a decision or a tool call starts.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="plan">Its place among the plans, when it makes one.</param>
    public SpanHead Decision(ToldEvent input, PlanPlace? plan)
    {
        if (input.As<ToolCall>() is { } tool)
        {
            string execute = _profile.Spans.ExecuteTool;
            return Head(execute, tool.Name, _profile.Spans.InnerKind, New().Add(GenAiField.OperationName, execute).Add(GenAiField.ToolName, tool.Name).Add(GenAiField.ToolType, "function"));
        }

        if (plan is { } place)
        {
            SpanAttributes tags = New()
                .Add(GenAiField.OperationName, _profile.Spans.Plan)
                .Add(GenAiField.AgentName, _run.Agent)
                .Add(TraceKitAttributes.PlanKind, place.Kind)
                .Add(TraceKitAttributes.PlanRevision, place.Revision);
            return Head(_profile.Spans.Plan, _run.Agent, _profile.Spans.InnerKind, tags) with { Links = place.Links };
        }

        string name = $"tracekit.{input.As<Operation>()?.Name ?? input.Role ?? input.Type}";
        return Head(name, null, ActivityKind.Internal, New().Add(GenAiField.OperationName, name));
    }

    /// <summary>How the span of a model call starts.</summary>
    public SpanHead ModelCall(LlmCall asked)
    {
        string operation = _profile.Spans.Chat;
        SpanAttributes tags = New().Add(GenAiField.OperationName, operation).Add(GenAiField.Provider, asked.Provider).Add(GenAiField.RequestModel, asked.Model);
        return Head(operation, asked.Model, _profile.Spans.ChatKind, tags);
    }

    /// <summary>What the run's span says from its start.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> RunOpened()
    {
        TraceSession session = _run.Session;
        SpanAttributes said = New()
            .Add(TraceKitAttributes.SchemaVersion, _run.Format)
            .Add(TraceKitAttributes.RunParentId, _run.ParentRunId)
            .Add(TraceKitAttributes.RunTrial, _run.Trial)
            .Add(TraceKitAttributes.InclusionProbability, _run.Sampling.P)
            .Add(TraceKitAttributes.AppName, session.App?.Name)
            .Add(TraceKitAttributes.AppVersion, session.App?.Version)
            .Add(TraceKitAttributes.GitCommit, session.GitCommit)
            .Add(TraceKitAttributes.ConfigHash, session.ConfigHash)
            .Add(TraceKitAttributes.PromptHash, session.PromptHash)
            .Add(TraceKitAttributes.ToolsetHash, session.ToolsetHash);
        foreach ((string name, string value) in _run.Tags ?? new Dictionary<string, string>())
        {
            said.Add(TraceKitAttributes.RunTag + name, value);
        }

        AddTools(said, _run.Tools);
        said.AddContent(_profile.KeyOrOwn(GenAiField.InputMessages), MessageContent.Sent([new ChatTurn { Role = "user", Content = _redact(_run.Goal) }]));
        return said.CloseContent().Items;
    }

    /// <summary>What the span of a decision says from its start.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Opened(ToldEvent input)
    {
        SpanAttributes said = Place(input);
        if (input.As<ToolCall>() is { } tool)
        {
            said.Add(GenAiField.ToolCallId, tool.CallId)
                .Add(GenAiField.ToolDescription, _run.Tools?.FirstOrDefault(known => known.Name == tool.Name)?.Description)
                .Add(GenAiField.ConversationId, tool.Conversation)
                .Add(TraceKitAttributes.ToolArgumentsForm, tool.ArgumentsForm)
                .AddContent(_profile.KeyOrOwn(GenAiField.ToolCallArguments), ValueContent.Of(input.Redacted<ToolCall>()?.Arguments, "arguments"));
        }
        else
        {
            said.Add(TraceKitAttributes.PlanId, IsPlan(input) ? Address(input) : null)
                .AddContent(TraceKitAttributes.EventData, ValueContent.Of(input.Json, "data"));
        }

        return said.CloseContent().Items;
    }

    /// <summary>What the span of a decision says at its end.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Closed(ToldSpan span, ToldEvent? answer)
    {
        SpanAttributes said = New()
            .Add(TraceKitAttributes.AnswerSeq, answer?.Seq >= 0 ? answer.Seq : null)
            .Add(TraceKitAttributes.AnswerType, answer?.Type)
            .Add(TraceKitAttributes.AnswerVersion, answer?.Version)
            .Add(TraceKitAttributes.ParseStatus, answer?.Parsed ?? (span.ParseFailures > 0 ? "failed" : null))
            .Add(TraceKitAttributes.ParseAttempts, answer?.Parsed is not null || span.ParseFailures > 0 ? span.ParseFailures + (answer?.Parsed is null ? 0 : 1) : null)
            .Add(TraceKitAttributes.EventsOmitted, Omitted(span));
        if (answer?.As<ToolResult>() is { } result)
        {
            said.Add(TraceKitAttributes.ToolOk, result.Ok)
                .Add(TraceKitAttributes.ToolSchemaVerdict, result.SchemaVerdict);
            AddError(said, result.Error, answer.Redacted<ToolResult>()?.Error);
            said.AddContent(_profile.KeyOrOwn(GenAiField.ToolCallResult), ValueContent.Of(answer.Redacted<ToolResult>()?.Content, "result"));
        }
        else if (answer is not null)
        {
            said.Add(TraceKitAttributes.PlanSteps, answer.As<PlannerOutput>()?.Steps.Count ?? answer.As<ReplannerOutput>()?.Steps.Count);
            AddError(said, answer.As<DecisionAbandoned>()?.Error, answer.Redacted<DecisionAbandoned>()?.Error);
            said.AddContent(TraceKitAttributes.AnswerData, ValueContent.Of(answer.Json, "data"));
        }

        return said.CloseContent().Items;
    }

    /// <summary>What the span of a model call says at its end.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Called(ToldEvent told)
    {
        SpanAttributes said = Place(told);
        if (told.As<LlmCall>() is not { } call)
        {
            return said.Items;
        }

        AddRequest(said, call);
        AddReply(said, call);
        AddError(said, call.Error, told.Redacted<LlmCall>()?.Error);
        if (told.Redacted<LlmCall>() is { } redacted)
        {
            AddTools(said, redacted.Request?.Tools);
            if (!_profile.Spans.ContentInEvents)
            {
                said.AddContent(_profile.KeyOrOwn(GenAiField.InputMessages), MessageContent.Sent(redacted.Request?.Messages))
                    .AddContent(
                        _profile.KeyOrOwn(GenAiField.OutputMessages),
                        MessageContent.Received(redacted.Reply, _profile.Spans.FinishReasonInMessages ? FinishReasons.ToConvention(call) : null));
            }

            said.AddContent(TraceKitAttributes.ResponseTurns, MessageContent.Sent(redacted.Turns))
                .AddContent(TraceKitAttributes.Parsed, ValueContent.Of(redacted.Parsed?.GetRawText(), "parsed"));
        }
        else
        {
            AddTools(said, call.Request?.Tools);
        }

        return said.CloseContent().Items;
    }

    /// <summary>The messages of a model call as events of its span, for versions that have them there.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<KeyValuePair<string, object?>> Attributes)> Messages(ToldEvent told) =>
        _profile.Spans.ContentInEvents && _content.IsWanted && told.Redacted<LlmCall>() is { } call
            ? LegacyMessages.Of(call, MostEvents, New)
            : [];

    /// <summary>An event that is no span.</summary>
    public (string Name, IReadOnlyList<KeyValuePair<string, object?>> Attributes) Happened(ToldEvent happened)
    {
        if (EvaluationResult.Of(happened, _run, New()) is { } evaluation)
        {
            return (EvaluationResult.EventName, evaluation);
        }

        SpanAttributes said = Place(happened);
        if (happened.As<ToolNotFound>() is { } missing)
        {
            said.Add(GenAiField.ToolName, missing.Name).Add(GenAiField.ToolCallId, missing.CallId);
        }
        else if (happened.As<ToolCallUnresolved>() is { } unresolved)
        {
            said.Add(GenAiField.ToolName, unresolved.Name).Add(GenAiField.ToolCallId, unresolved.CallId);
        }
        else if (happened.As<ParseFailure>() is { } failure)
        {
            said.Add(TraceKitAttributes.ParseStatus, failure.Kind == ParseFailureKind.NoJson ? "no_json" : "schema_error")
                .Add(TraceKitAttributes.CallAttempt, failure.Attempt);
        }

        return ($"tracekit.{happened.Type}", said.AddContent(TraceKitAttributes.EventData, ValueContent.Of(happened.Json, "data")).CloseContent().Items);
    }

    /// <summary>What the run's span says at its end.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> RunClosed(ToldSpan run, RunOutcome outcome, LossRecord? loss) => New()
        .Add(TraceKitAttributes.RunStatus, Words.Of(outcome.Status))
        .Add(TraceKitAttributes.RunStopReason, outcome.StopReason)
        .Add(TraceKitAttributes.RunSuccess, outcome.Success)
        .Add(TraceKitAttributes.RunSuccessSource, outcome.SuccessSource is { } source ? Words.Of(source) : null)
        .Add(TraceKitAttributes.LossEmitted, loss?.Emitted)
        .Add(TraceKitAttributes.LossWritten, loss?.Written)
        .Add(TraceKitAttributes.LossDropped, loss?.Dropped)
        .Add(TraceKitAttributes.LossRejected, loss?.Rejected)
        .Add(TraceKitAttributes.LossTruncated, loss?.Truncated)
        .Add(TraceKitAttributes.LossRedacted, loss?.Redacted?.Values.Sum())
        .Add(TraceKitAttributes.EventsOmitted, Omitted(run))
        .Items;

    /// <summary>What a label says, for a log record; null when the event is none.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Evaluation(ToldEvent told, string? responseId = null) => EvaluationResult.Of(told, _run, New(), responseId);

    /// <summary>Whether a decision makes a plan.</summary>
    public static bool IsPlan(ToldEvent input) => input.As<PlannerInput>() is not null || input.As<ReplannerInput>() is not null;

    private static long? Omitted(ToldSpan span) => span.Events > MostEvents ? span.Events - MostEvents : null;

    private SpanAttributes New() => new(_profile, _redact, _content);

    private string? Address(ToldEvent told) => told.Seq >= 0 ? new EventAddress(_run.RunId, told.Seq).ToString() : null;

    private SpanAttributes Place(ToldEvent told) => New()
        .Add(TraceKitAttributes.EventId, Address(told))
        .Add(TraceKitAttributes.EventSeq, told.Seq >= 0 ? told.Seq : null)
        .Add(TraceKitAttributes.EventType, told.Type)
        .Add(TraceKitAttributes.EventVersion, told.Version)
        .Add(TraceKitAttributes.StepIndex, told.Step)
        .Add(TraceKitAttributes.Role, told.Role);

    private SpanHead Head(string operation, string? of, ActivityKind kind, SpanAttributes tags)
    {
        string name = _redact(of is null ? operation : $"{operation} {of}");
        return new SpanHead(name.Length > MaxName ? name[..MaxName] : name, kind, [.. tags.Items, .. _common]);
    }

    private void AddTools(SpanAttributes said, IReadOnlyList<ToolDefinition>? tools)
    {
        if (tools is { Count: > 0 })
        {
            bool minimal = !_content.IsWanted;
            said.AddStructure(_profile.KeyOrOwn(GenAiField.ToolDefinitions), new ToolContent(minimal ? [.. tools.Select(tool => new ToolDefinition { Name = _redact(tool.Name) })] : tools, minimal));
        }
    }

    private static void AddRequest(SpanAttributes said, LlmCall call)
    {
        LlmRequest? request = call.Request;
        said.Add(TraceKitAttributes.Module, call.Component)
            .Add(TraceKitAttributes.CallAttempt, call.Attempt)
            .Add(GenAiField.ConversationId, call.Conversation)
            .Add(GenAiField.RequestMaxTokens, request?.MaxTokens)
            .Add(GenAiField.RequestTemperature, request?.Temperature)
            .Add(GenAiField.RequestTopP, request?.TopP)
            .Add(GenAiField.RequestTopK, request?.TopK)
            .Add(GenAiField.RequestFrequencyPenalty, request?.FrequencyPenalty)
            .Add(GenAiField.RequestPresencePenalty, request?.PresencePenalty)
            .Add(GenAiField.RequestSeed, request?.Seed)
            .Add(GenAiField.RequestStopSequences, request?.Stop)
            .Add(GenAiField.RequestReasoningLevel, request?.ReasoningEffort)
            .Add(GenAiField.RequestStream, call.TimeToFirstTokenMs is null ? null : true)
            .Add(GenAiField.OutputType, request?.ResponseFormat is { } format ? (format.StartsWith("json", StringComparison.Ordinal) ? "json" : format) : null)
            .Add(GenAiField.PromptName, call.Prompt?.Name)
            .Add(GenAiField.PromptVersion, call.Prompt?.Version)
            .Add(TraceKitAttributes.PromptHash, call.Prompt?.Hash)
            .Add(TraceKitAttributes.ToolsetHash, request?.ToolsHash);
    }

    private static void AddReply(SpanAttributes said, LlmCall call) => said
        .Add(TraceKitAttributes.CallStatus, Words.Of(call.Status))
        .Add(GenAiField.ResponseId, call.ResponseId)
        .Add(GenAiField.ResponseModel, call.ResponseModel)
        .Add(GenAiField.ResponseFinishReasons, call.FinishReason is { } reason ? new[] { reason } : null)
        .Add(GenAiField.ResponseTimeToFirstChunk, call.TimeToFirstTokenMs / 1000)
        .Add(GenAiField.UsageInputTokens, call.Usage?.InputTokens)
        .Add(GenAiField.UsageOutputTokens, call.Usage?.OutputTokens)
        .Add(GenAiField.UsageCacheReadTokens, call.Usage?.CachedInputTokens)
        .Add(GenAiField.UsageCacheWriteTokens, call.Usage?.CacheWriteTokens)
        .Add(GenAiField.UsageReasoningTokens, call.Usage?.ReasoningTokens)
        .Add(TraceKitAttributes.CallCost, call.CostUsd);

    private static void AddError(SpanAttributes said, ErrorDetail? error, ErrorDetail? redacted) => said
        .Add(TraceKitAttributes.ErrorStatusCode, error?.StatusCode)
        .Add(TraceKitAttributes.ErrorCode, error?.Code)
        .AddContent(TraceKitAttributes.ErrorMessage, ValueContent.Of(redacted?.Message, "message"));
}
