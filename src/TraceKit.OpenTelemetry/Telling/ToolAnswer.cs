using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Telling;

/// <summary>What a tool's answer in a request tells of a call that has no span.</summary>
/// <param name="IsUnknownTool">Whether there is no such tool.</param>
/// <param name="ErrorKind">How the call failed, or null.</param>
internal readonly record struct ToolAnswer(bool IsUnknownTool, string? ErrorKind)
{
    /// <summary>What Microsoft.Extensions.AI tells a model of a tool that threw, without details and with them.</summary>
    private const string Failed = "Error: Function failed.";

    /// <summary>A tool that is not declared does not exist; where no tools were recorded, the library's own words say so.</summary>
    public static ToolAnswer Of(RequestedToolCall call, string content, IReadOnlyList<ToolDefinition>? tools)
    {
        bool isUnknown = content == $"Error: Requested function \"{call.Name}\" not found." || (tools is { Count: > 0 } && !tools.Any(tool => tool.Name == call.Name));
        return new ToolAnswer(isUnknown, isUnknown ? "unknown_tool" : content.StartsWith(Failed, StringComparison.Ordinal) ? "tool_error" : null);
    }
}
