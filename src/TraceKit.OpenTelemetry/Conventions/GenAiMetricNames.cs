namespace TraceKit.OpenTelemetry.Conventions;

/// <summary>What a version calls its metrics. What it has none for is measured under <c>tracekit.</c></summary>
internal sealed record GenAiMetricNames
{
    /// <summary>Boundaries of durations of calls, in seconds: 0.01 to 81.92, doubling.</summary>
    public static IReadOnlyList<double> CallSeconds { get; } = Growing(0.01, 2, 14);

    /// <summary>Boundaries of durations of agents, in seconds: 0.1 to 409.6, doubling.</summary>
    public static IReadOnlyList<double> AgentSeconds { get; } = Growing(0.1, 2, 13);

    /// <summary>Boundaries of numbers of tokens: 1 to 67,108,864, by fours.</summary>
    public static IReadOnlyList<double> Tokens { get; } = Growing(1, 4, 14);

    /// <summary>Boundaries of numbers of calls: 1 to 128, doubling.</summary>
    public static IReadOnlyList<double> Calls { get; } = Growing(1, 2, 8);

    /// <summary>Histogram of tokens with their type as an attribute. Null: <see cref="Usage"/> has taken its place.</summary>
    public string? TokenUsage { get; init; } = "gen_ai.client.token.usage";

    /// <summary>How the counters of tokens begin. Null: there are none.</summary>
    public string? Usage { get; init; }

    /// <summary>Duration of a call of a model.</summary>
    public string CallDuration { get; init; } = "gen_ai.client.operation.duration";

    /// <summary>Time to the first chunk of a stream.</summary>
    public string TimeToFirstChunk { get; init; } = "gen_ai.client.operation.time_to_first_chunk";

    /// <summary>Duration of a run.</summary>
    public string AgentDuration { get; init; } = "gen_ai.invoke_agent.duration";

    /// <summary>Calls of models in a run.</summary>
    public string AgentModelCalls { get; init; } = "gen_ai.invoke_agent.inference_calls";

    /// <summary>Calls of tools in a run.</summary>
    public string AgentToolCalls { get; init; } = "gen_ai.invoke_agent.tool_calls";

    /// <summary>Duration of a call of a tool.</summary>
    public string ToolDuration { get; init; } = "gen_ai.execute_tool.duration";

    /// <summary>The same, with names of our own for what only later versions have.</summary>
    public GenAiMetricNames WithoutAgents() => this with
    {
        AgentDuration = "tracekit.invoke_agent.duration",
        AgentModelCalls = "tracekit.invoke_agent.inference_calls",
        AgentToolCalls = "tracekit.invoke_agent.tool_calls",
        ToolDuration = "tracekit.execute_tool.duration",
    };

    private static double[] Growing(double first, double factor, int count) =>
        [.. Enumerable.Range(0, count).Select(step => Math.Round(first * Math.Pow(factor, step), 2))];
}
