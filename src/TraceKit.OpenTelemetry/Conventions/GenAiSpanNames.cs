using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Conventions;

/// <summary>What a version calls its spans: the operations, which the names begin with, and their kinds.</summary>
internal sealed record GenAiSpanNames
{
    /// <summary>A call of a chat model.</summary>
    public string Chat { get; init; } = "chat";

    /// <summary>An agent at work.</summary>
    public string InvokeAgent { get; init; } = "invoke_agent";

    /// <summary>A plan in the making.</summary>
    public string Plan { get; init; } = "plan";

    /// <summary>A tool at work.</summary>
    public string ExecuteTool { get; init; } = "execute_tool";

    /// <summary>Kind of a call of a model in another process.</summary>
    public ActivityKind ChatKind { get; init; } = ActivityKind.Client;

    /// <summary>Kind of what happens in this process: agents, plans, tools.</summary>
    public ActivityKind InnerKind { get; init; } = ActivityKind.Internal;

    /// <summary>Whether the version has spans of plans; the operation is one of our own where it has none.</summary>
    public bool HasPlans { get; init; } = true;

    /// <summary>Whether messages go to events of the span, one each, and not to attributes.</summary>
    public bool ContentInEvents { get; init; }

    /// <summary>Whether a message of the reply says why the model stopped.</summary>
    public bool FinishReasonInMessages { get; init; } = true;
}
