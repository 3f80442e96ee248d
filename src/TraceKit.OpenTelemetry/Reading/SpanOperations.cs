using System.Collections.Frozen;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>What spans can do, by the words of the conventions.</summary>
internal static class SpanOperations
{
    public const string Chat = "chat";

    public const string Tool = "execute_tool";

    /// <summary>Operations that a span's name can begin with; what discovery looks for in sources that nobody has named.</summary>
    public static IReadOnlyList<string> Named { get; } =
    [
        Chat, Tool, "invoke_agent", "create_agent", "embeddings", "plan", "invoke_workflow", "generate_content", "text_completion", "orchestrate_tools", "retrieval", "fetch_response",
    ];

    /// <summary>Operations that are one call of a model for a reply.</summary>
    public static FrozenSet<string> Calls { get; } = FrozenSet.Create(StringComparer.Ordinal, Chat, "generate_content", "text_completion", "completion");

    public static bool IsNamed(string spanName)
    {
        foreach (string operation in Named)
        {
            if (spanName.StartsWith(operation, StringComparison.Ordinal) && (spanName.Length == operation.Length || spanName[operation.Length] == ' '))
            {
                return true;
            }
        }

        return false;
    }
}
