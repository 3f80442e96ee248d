using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Sessions;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Tests.Writing;

/// <summary>An agent that does a bit of everything: plans, replans, calls models and tools, fails to read a reply, is judged.</summary>
internal static class BusyAgent
{
    // In pieces, so that nobody takes it for a real one.
    public const string Secret = "sk-" + "proj-" + "Zx8Qm2Lr7Tn4Vb9Kc3Jd6Hf1Gs5Wa0PyE2Ru8Io4T3BlbkFJqW7eR9tY1uI3oP5aS6dF8gH";

    public const string Prompt = "Plan the \"trip\" in 2 steps.\nÜber alles: 🚂";

    public static TraceKitOptions Options(TempFolder folder) => new()
    {
        Root = folder.Path,
        RecoverAtStart = false,
        Session = new TraceSession
        {
            App = new AppIdentity { Name = "travel", Version = "1.2.0" },
            Environment = "evaluation",
            Experiment = new ExperimentIdentity { Id = "exp-7", Group = "treatment", Variant = "b" },
            ModelStack = new Dictionary<string, ModelSettings> { ["planner"] = new() { Model = "gpt-4o" } },
            ConfigHash = "sha256:00",
            GitCommit = "abc123",
        },
    };

    public static RunDescriptor Descriptor => new()
    {
        Goal = "Book a trip",
        TaskId = "trip-1",
        Trial = 2,
        Agent = "booker",
        Tags = new Dictionary<string, string> { ["team"] = "blue" },
        Tools = [new ToolDefinition { Name = "search", Description = "Finds trains.", Parameters = JsonElement.Parse("""{"type":"object"}""") }],
    };

    /// <summary>Plays an episode.</summary>
    public static RecordedRun Play(TempFolder folder, Action<TraceKitOptions>? configure = null)
    {
        TraceKitOptions options = Options(folder);
        configure?.Invoke(options);
        using var collector = new TraceCollector(options);
        string path = Play(collector);
        return Assert.Single(RunFileReader.ReadStrict(path));
    }

    public static string Play(TraceCollector collector)
    {
        using TraceRun run = collector.StartRun(Descriptor);
        run.Step = 0;
        long plan = Plan(run);
        using (Decision<ToolCall, ToolResult> call = run.Decide(new ToolCall { CallId = "call_1", Name = "search", Arguments = """{ "to": "Rome" }""", Conversation = "c-1" }))
        {
            call.Answer(new ToolResult { CallId = "call_1", Name = "search", Ok = true, Content = "a train", LatencyMs = 12, SchemaVerdict = "valid" });
        }

        using (Decision<ToolCall, ToolResult> call = run.Decide(new ToolCall { CallId = "call_2", Name = "pay", Arguments = "{", ArgumentsForm = "lost" }))
        {
            call.Emit(new ToolNotFound { CallId = "call_2", Name = "pay", Arguments = "{" });
            call.Answer(new ToolResult { CallId = "call_2", Name = "pay", Ok = false, Content = $"no, key {Secret}", ErrorKind = "tool_not_found", Error = new ErrorDetail { Type = "Missing", Message = "no such tool", StatusCode = 404 } });
        }

        run.Step = 1;
        run.Emit(new ExecutorNeedsReplan { Reason = "tool_failed", Detail = "pay" });
        using (Decision<ReplannerInput, ReplannerOutput> replanning = run.Decide(new ReplannerInput { PreviousPlan = [], Observation = "no money" }))
        {
            replanning.Answer(new ReplannerOutput { Steps = [new PlanStep { StepId = 1, Intent = "Walk" }] });
        }

        run.Trace("book seat", () => { });
        run.Decide(new CriticInput { Goal = "Book a trip", Observation = "a ticket" }).Dispose();
        run.Emit(new Label { Name = "correctness", Source = SuccessSource.Judge, Score = 0.5, Verdict = "fair", Reason = "half a ticket", By = "judge/1", About = plan });
        run.Emit(new EpisodeStop { Reason = "goal_reached" });
        run.Complete(success: true, SuccessSource.Environment);
        return run.Path!;
    }

    private static long Plan(TraceRun run)
    {
        using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = $"A station, and a key {Secret}." });
        planning.Emit(Call("not json"));
        Assert.False(planning.TryParse("not json", out _, out _));
        EventAddress call = planning.Emit(Call("""{"steps":[{"step_id":1,"intent":"Look"}]}""") with { ResponseId = "resp_2", Usage = new TokenUsage { InputTokens = 100, OutputTokens = 20, CachedInputTokens = 64, ReasoningTokens = 8 } });
        Assert.True(planning.TryParse("""{"steps":[{"step_id":1,"intent":"Look"}]}""", out PlannerOutput? plan, out _));
        planning.Answer(plan);
        return call.Seq;
    }

    public static LlmCall Call(string reply) => new()
    {
        Component = "planner",
        Status = LlmCallStatus.Ok,
        Provider = "openai",
        Model = "gpt-4o",
        Conversation = "c-1",
        Request = new LlmRequest
        {
            Messages =
            [
                new ChatTurn { Role = "system", Content = "Be brief." },
                new ChatTurn { Role = "user", Name = "ann", Content = Prompt, Parts = [new ContentPart { Type = "uri", At = 4, MediaType = "image/png", Uri = "https://example.org/a.png" }] },
                new ChatTurn { Role = "assistant", Reasoning = "Hm.", ToolCalls = [new RequestedToolCall { Id = "call_0", Name = "search", Arguments = """{"to": "Rome", "n": 1.0}""" }] },
                new ChatTurn { Role = "tool", ToolCallId = "call_0", Name = "search", Content = """{"found":[1,2]}""" },
            ],
            Temperature = 0.7,
            TopP = 0.9,
            MaxTokens = 500,
            Seed = 7,
            Stop = ["END"],
            ReasoningEffort = "low",
            ResponseFormat = "json_object",
            Tools = [new ToolDefinition { Name = "search" }],
        },
        Reply = new ChatTurn { Role = "assistant", Content = reply },
        FinishReason = "stop",
        ResponseModel = "gpt-4o-2024-08-06",
        ResponseId = "resp_1",
        Usage = new TokenUsage { InputTokens = 90, OutputTokens = 10 },
        LatencyMs = 25.125,
        TimeToFirstTokenMs = 5.5,
        CostUsd = 0.001,
        Prompt = new PromptReference { Name = "planner", Version = "3", Hash = "sha256:aa" },
    };
}
