using TraceKit.OpenTelemetry.Reading;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>What a span is, as far as its name tells when it starts.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Target">What follows the operation in its name, such as the name of the tool.</param>
internal readonly record struct SpanRole(SpanRoleKind Kind, string Target)
{
    private const string McpCall = "tools/call";

    public static SpanRole Of(string name)
    {
        int space = name.IndexOf(' ', StringComparison.Ordinal);
        string operation = space < 0 ? name : name[..space];
        string target = space < 0 ? string.Empty : name[(space + 1)..];
        return operation switch
        {
            _ when SpanOperations.Calls.Contains(operation) => new SpanRole(SpanRoleKind.Call, target),
            SpanOperations.Tool or McpCall => new SpanRole(SpanRoleKind.Tool, target),
            _ when SpanOperations.IsNamed(name) => new SpanRole(SpanRoleKind.Step, target),
            _ => new SpanRole(SpanRoleKind.Other, target),
        };
    }
}
