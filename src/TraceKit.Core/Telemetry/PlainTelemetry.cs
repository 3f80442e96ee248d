using System.Diagnostics;
using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.Telemetry;

/// <summary>What activities are called and a few tags, for who listens to the source and has registered nothing: <c>TraceKit.OpenTelemetry</c> says more.</summary>
internal sealed class PlainTelemetry : RunTelemetry
{
    private PlainTelemetry()
    {
    }

    public static PlainTelemetry Instance { get; } = new();

    public override SpanWriter Open(RunHeader run, Func<string, string> redact) => new Writer(run, redact);

    public override void Dispose()
    {
        // nothing waits
    }

    /// <summary>Name and operation of a decision's activity.</summary>
    public static (string Name, string Operation) NameOf(ToldEvent input)
    {
        if (input.As<ToolCall>() is { } call)
        {
            return ($"execute_tool {call.Name}", "execute_tool");
        }

        string name = input.As<PlannerInput>() is not null || input.As<ReplannerInput>() is not null
            ? "plan"
            : $"tracekit.{input.As<Operation>()?.Name ?? input.Role ?? input.Type}";
        return (name, name);
    }

    private sealed class Writer(RunHeader run, Func<string, string> redact) : SpanWriter
    {
        public override SpanHead Run() => Head(
            run.Agent is { } agent ? $"invoke_agent {agent}" : "invoke_agent",
            "invoke_agent",
            ActivityKind.Internal,
            new("gen_ai.agent.name", run.Agent is { } named ? redact(named) : null),
            new("tracekit.task.id", run.TaskId is { } task ? redact(task) : null));

        public override SpanHead Decision(ToldEvent input)
        {
            (string name, string operation) = NameOf(input);
            return input.As<ToolCall>() is { } tool
                ? Head(name, operation, ActivityKind.Internal, new("gen_ai.tool.name", redact(tool.Name)), new("gen_ai.tool.call.id", redact(tool.CallId)))
                : Head(name, redact(operation), ActivityKind.Internal);
        }

        public override SpanHead ModelCall(LlmCall asked) => Head(
            asked.Model is { } model ? $"chat {model}" : "chat",
            "chat",
            ActivityKind.Client,
            new("gen_ai.provider.name", asked.Provider is { } provider ? redact(provider) : null),
            new("gen_ai.request.model", asked.Model is { } requested ? redact(requested) : null));

        public override void RunClosed(Activity? activity, ToldSpan run, RunOutcome outcome, LossRecord loss, TimeSpan duration)
        {
            if (outcome.Success is { } success)
            {
                activity?.SetTag("tracekit.run.success", success);
            }
        }

        private SpanHead Head(string name, string operation, ActivityKind kind, params ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            new(redact(name), kind, [new("gen_ai.operation.name", operation), .. tags, new("tracekit.run.id", run.RunId)]);
    }
}
