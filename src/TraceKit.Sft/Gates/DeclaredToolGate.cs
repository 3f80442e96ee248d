using System.Text.Json;
using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Gates;

/// <summary>TOOL-01: every tool that is called is declared in the row.</summary>
/// <remarks>A row that declares no tools at all is a warning, because the trace does not say what was declared; see <c>docs/gates.md</c>.</remarks>
internal sealed class DeclaredToolGate : IRowGate
{
    public string Id => "TOOL-01";

    public string Title => "called tools are declared";

    public bool Applies(RowView row) => row.Messages.Any(message => message.Calls.Count > 0);

    public IEnumerable<RowProblem> Problems(RowView row)
    {
        if (!row.HasTools)
        {
            return [new RowProblem("/tools", "calls tools and declares none, because the trace does not hold their definitions: give them with 'import --tools'", IsWarning: true)];
        }

        HashSet<string> declared = [.. (row.Tools ?? []).Select(NameOf).OfType<string>()];
        return row.Messages
            .SelectMany(message => message.Calls)
            .Where(call => call.Name is null || !declared.Contains(call.Name))
            .Select(call => new RowProblem(call.Pointer + "/function/name", $"'{call.Name}' is not declared; declared are {string.Join(", ", declared.Order(StringComparer.Ordinal))}"));
    }

    internal static string? NameOf(JsonElement tool) =>
        tool.ValueKind == JsonValueKind.Object
        && tool.TryGetProperty("function", out JsonElement function)
        && function.ValueKind == JsonValueKind.Object
        && function.TryGetProperty("name", out JsonElement name)
        && name.ValueKind == JsonValueKind.String
            ? SafeText.Of(name)
            : null;
}
