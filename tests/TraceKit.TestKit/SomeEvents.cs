using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.TestKit;

/// <content>One event of every type, with every member set.</content>
public static partial class Some
{
    public static PlannerInput PlannerInput(string goal = Goal, string observation = "<page>") =>
        new() { Goal = goal, Observation = observation, ActionHistory = [AgentAction()] };

    public static PlannerOutput PlannerOutput(string rationale = "Two steps do.") =>
        new() { Steps = [PlanStep()], Goal = Goal, Rationale = rationale };

    public static ExecutorInput ExecutorInput() =>
        new() { Goal = Goal, CurrentStepIndex = 0, TotalSteps = 2, CurrentStep = PlanStep(), Observation = "<page>" };

    public static ExecutorOutput ExecutorOutput() => new() { Action = AgentAction() };

    public static ExecutorNeedsReplan ExecutorNeedsReplan() => new() { Reason = "element_missing", Detail = "There is no button." };

    public static ReplannerInput ReplannerInput() =>
        new() { Goal = Goal, PreviousPlan = [PlanStep()], Observation = "<page>", ActionHistory = [AgentAction()], Reason = "element_missing" };

    public static ReplannerOutput ReplannerOutput() => new() { Steps = [PlanStep()], Rationale = "Search instead." };

    public static CriticInput CriticInput() => new() { Goal = Goal, Observation = "<page>", CurrentStepIndex = 1, PlanLength = 2, Done = false, ActionHistory = [AgentAction()] };

    public static CriticOutput CriticOutput() => new() { Decision = "continue", Feedback = "On track.", ShouldSucceed = true };

    public static EnvironmentStep EnvironmentStep() =>
        new() { Observation = "<page>", Done = true, Success = true, FinalAnswer = "Cancelled.", Notes = ["status 200"] };

    public static StateTransition StateTransition() => new() { From = "planning", To = "executing", Reason = "plan_ready" };

    public static EpisodeStop EpisodeStop() => new() { Reason = "max_steps", MaxSteps = 30 };

    public static EpisodeEnd EpisodeEnd() =>
        new() { Success = true, SuccessSource = SuccessSource.Environment, FinalAnswer = "Cancelled.", Metrics = new Dictionary<string, double> { ["steps"] = 2 } };

    public static EpisodeError EpisodeError() => new() { Error = ErrorDetail(), Stage = "reset" };

    public static DecisionAbandoned DecisionAbandoned() => new() { InputType = "planner_input", Reason = "failed", Error = ErrorDetail() };

    public static LlmCall LlmCall() => new()
    {
        Component = "planner",
        Status = LlmCallStatus.Ok,
        Conversation = "main",
        Provider = "openai",
        Model = "gpt-4.1",
        Attempt = 2,
        Request = LlmRequest(),
        Reply = new ChatTurn { Role = "assistant", Content = "{\"steps\":[]}", Reasoning = "Easy.", ToolCalls = [new() { Id = "call_1", Name = "search", Arguments = "{\"q\":\"flight\"}" }] },
        Parsed = Json("""{"steps":[]}"""),
        FinishReason = "stop",
        ResponseModel = "gpt-4.1-2025-04-14",
        ResponseId = "resp_1",
        Usage = new TokenUsage { InputTokens = 120, OutputTokens = 34, CachedInputTokens = 100, CacheWriteTokens = 10, ReasoningTokens = 8 },
        LatencyMs = 812.5,
        TimeToFirstTokenMs = 120.5,
        CostUsd = 0.0021,
        Prompt = new PromptReference { Name = "planner", Version = "3", Hash = "sha256:00ff" },
        Error = ErrorDetail(),
    };

    public static LlmRequest LlmRequest() => new()
    {
        Messages = [new ChatTurn { Role = "user", Content = Goal }, new ChatTurn { Role = "tool", Name = "search", ToolCallId = "call_0", Content = "[]" }],
        Temperature = 0.2,
        TopP = 0.9,
        TopK = 40,
        MaxTokens = 2048,
        Seed = 7,
        FrequencyPenalty = 0.1,
        PresencePenalty = -0.1,
        Stop = ["END"],
        ReasoningEffort = "low",
        ResponseFormat = "json_object",
        UsedResponseFormat = true,
        ToolChoice = "auto",
        ToolsHash = "sha256:00aa",
    };

    public static Message Message(string content = Goal) => new() { Conversation = "main", Role = "user", Content = content, Name = "Ann" };

    public static ParseFailure ParseFailure() =>
        new() { Kind = ParseFailureKind.SchemaError, Expected = "planner_output", Path = "$", Rule = "required steps", Message = "A list is missing.", Attempt = 2, Raw = "{}" };

    public static ToolCall ToolCall(string callId = "call_1") =>
        new() { CallId = callId, Name = "search", Arguments = "{\"q\":\"flight\"}", Conversation = "main" };

    public static ToolResult ToolResult(string callId = "call_1") =>
        new() { CallId = callId, Name = "search", Ok = false, Content = "timed out", ErrorKind = "timeout", LatencyMs = 30000, SchemaVerdict = "valid" };

    public static ToolNotFound ToolNotFound() =>
        new() { CallId = "call_2", Name = "serch", Arguments = "{}", Conversation = "main", Available = ["search"] };

    public static ToolCallUnresolved ToolCallUnresolved() =>
        new() { CallId = "call_3", Name = "search", Conversation = "main", Reason = "stream_cut" };

    public static Operation Operation() =>
        new() { Name = "search", Arguments = "{\"q\":\"flight\"}", Tags = ["retrieval"], Metadata = new Dictionary<string, string> { ["owner"] = "search" } };

    public static OperationResult OperationResult() => new()
    {
        Name = "search",
        Status = OperationStatus.Abandoned,
        Result = "[]",
        Error = ErrorDetail(),
        LatencyMs = 30.5,
        Items = 2,
        FirstItemMs = 10.25,
    };

    public static ForeignSpan ForeignSpan() => new()
    {
        Source = "Experimental.Microsoft.Extensions.AI",
        SourceVersion = "10.10.0",
        Name = "chat gpt-4o",
        Kind = "client",
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        ParentSpanId = "00f067aa0ba902b7",
        StartedAt = DateTimeOffset.UnixEpoch,
        DurationMs = 30.5,
        Status = "error",
        StatusMessage = "It broke.",
        Dialects = ["genai"],
        Untold = "same_response",
        Known = new Dictionary<string, JsonElement> { ["server.port"] = Json("443") },
        Attributes = new Dictionary<string, JsonElement> { ["acme.team"] = Json("\"search\"") },
        Events = [new ForeignSpanEvent { Name = "exception", At = DateTimeOffset.UnixEpoch, Attributes = new Dictionary<string, JsonElement> { ["exception.type"] = Json("\"System.IO.IOException\"") } }],
        Links = [new ForeignSpanLink { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", SpanId = "00f067aa0ba902b7", Attributes = new Dictionary<string, JsonElement> { ["why"] = Json("\"retry\"") } }],
        Losses = ["content_not_captured"],
    };

    public static Label Label() => new()
    {
        Name = "correctness",
        Source = SuccessSource.Judge,
        Score = 0.5,
        Verdict = "partly",
        Unscored = false,
        Reason = "One of two.",
        About = 0,
        By = "judge@2",
    };

    public static PlanStep PlanStep() => new() { StepId = 1, Intent = "Open the booking", SuccessCriteria = "The booking is shown" };

    public static AgentAction AgentAction() => new()
    {
        ActionType = "click",
        Target = "#cancel",
        Arguments = Json("""{"button":"left","at":[1,2.5]}"""),
        Rationale = "It says cancel.",
        IsFinal = true,
        FinalAnswer = "Cancelled.",
    };

    public static ErrorDetail ErrorDetail() => new() { Type = "System.TimeoutException", Message = "It took too long." };
}
