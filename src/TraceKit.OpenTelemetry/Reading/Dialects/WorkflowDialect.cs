namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>Microsoft Agent Framework beside its agents: workflows, their executors and messages, and the compaction of histories.</summary>
internal sealed class WorkflowDialect : ISpanDialect
{
    private static readonly string[] Families = ["workflow.", "executor.", "message.", "edge_group.", "compaction.", "agent_framework."];

    private static readonly string[] Operations =
        ["workflow.build", "workflow.session", "workflow_invoke", "workflow.run", "message.send", "executor.process", "edge_group.process", "compaction."];

    public string Name => "agent-framework";

    public bool Read(SpanFacts facts)
    {
        if (!facts.Unread().Any(attribute => IsOurs(attribute.Key)) && Operation(facts.Span.Name) is null)
        {
            return false;
        }

        facts.Operation ??= Operation(facts.Span.Name);
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (key is "executor.input" or "message.content" or "workflow.input" && AttributeValue.Unwrapped(value) is { } work && (facts.Work ??= work) == work)
            {
                facts.Understand(index);
            }
            else if (key is "executor.output" or "workflow.output" && AttributeValue.Unwrapped(value) is { } outcome && (facts.Outcome ??= outcome) == outcome)
            {
                facts.Understand(index);
            }
        }

        facts.MapKnown(key => IsOurs(key) ? key : null);
        return true;
    }

    private static bool IsOurs(string key) => Families.Any(family => key.StartsWith(family, StringComparison.Ordinal));

    private static string? Operation(string name) =>
        Operations.Any(operation => name.StartsWith(operation, StringComparison.Ordinal)) ? name.Split(' ')[0] : null;
}
