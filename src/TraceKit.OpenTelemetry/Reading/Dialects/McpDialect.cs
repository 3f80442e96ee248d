using System.Collections.Frozen;
using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>The Model Context Protocol: <c>mcp.method.name</c>; a <c>tools/call</c> is a call of a tool, anything else an operation.</summary>
internal sealed class McpDialect : ISpanDialect
{
    private const string Method = "mcp.method.name";

    private static readonly FrozenDictionary<string, GenAiField> Table = new Dictionary<string, GenAiField>
    {
        ["mcp.tool.name"] = GenAiField.ToolName,
        ["mcp.tool.arguments"] = GenAiField.ToolCallArguments,
        ["mcp.tool.result"] = GenAiField.ToolCallResult,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Families = ["mcp.", "jsonrpc.", "rpc.", "network.", "client."];

    public string Name => "mcp";

    public bool Read(SpanFacts facts)
    {
        if (facts.Unread().FirstOrDefault(attribute => attribute.Key == Method) is not { Key: Method, Value: string method })
        {
            return false;
        }

        facts.Operation ??= method == "tools/call" ? SpanOperations.Tool : $"mcp.{method}";
        facts.Map(Table);
        facts.MapKnown(key => Families.Any(family => key.StartsWith(family, StringComparison.Ordinal)) ? key : null);
        return true;
    }
}
