using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PlanAndAct.Models;

/// <summary>What the scripted model finds in the messages that it gets. It knows nothing else.</summary>
internal sealed partial class ReadPrompt
{
    private readonly IReadOnlyList<ChatMessage> _messages;
    private readonly JsonElement _input;

    public ReadPrompt(IReadOnlyList<ChatMessage> messages)
    {
        _messages = messages;
        string system = messages.FirstOrDefault(message => message.Role == ChatRole.System)?.Text ?? string.Empty;
        Role = RolePattern().Match(system).Groups["role"].Value;
        LastText = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? string.Empty;
        IsCorrection = LastText.StartsWith("Your reply could not be used", StringComparison.Ordinal);
        string? input = messages.LastOrDefault(message => message.Role == ChatRole.User && message.Text.StartsWith('{'))?.Text;
        _input = input is null ? default : ReadableJson.ElementOrNull(input) ?? default;
    }

    public string Role { get; }

    public string LastText { get; }

    /// <summary>Whether the reply before was refused: then even this model is careful.</summary>
    public bool IsCorrection { get; }

    public int Length => _messages.Count;

    public int Characters => _messages.Sum(message => message.Text.Length);

    public string Goal => Text("goal");

    public string Observation => Text("observation");

    public string Reason => Text("reason");

    public string Intent =>
        _input.ValueKind == JsonValueKind.Object && _input.TryGetProperty("current_step", out JsonElement step)
            ? step.GetProperty("intent").GetString() ?? string.Empty
            : string.Empty;

    /// <summary>Whether a tool has changed an order.</summary>
    public bool HasActed => ToolResults().Any(result => Has(result, "order_id") && !Has(result, "email") && !Has(result, "approved"));

    /// <summary>What the last failed tool said, or null when none failed.</summary>
    public string? LastFailure =>
        ToolResults().LastOrDefault(result => Has(result, "error")) is { ValueKind: JsonValueKind.Object } failure
            ? failure.GetProperty("message").GetString()
            : null;

    public IReadOnlyList<string> OrdersIn(string text) => [.. OrderPattern().Matches(text).Select(match => match.Value)];

    /// <summary>The order as a tool has shown it before, or null.</summary>
    public JsonElement? KnownOrder(string id) =>
        ToolResults().SelectMany(Orders).Cast<JsonElement?>().LastOrDefault(order => Is(order!.Value, "order_id", id) && Has(order.Value, "email"));

    /// <summary>The latest order of a customer, as a tool has listed it before, or null.</summary>
    public JsonElement? LatestOrderOf(string email) =>
        ToolResults().SelectMany(Orders).Cast<JsonElement?>().FirstOrDefault(order => Is(order!.Value, "email", email));

    private string Text(string member) =>
        _input.ValueKind == JsonValueKind.Object && _input.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;

    private IEnumerable<JsonElement> ToolResults() => _messages
        .SelectMany(message => message.Contents.OfType<FunctionResultContent>())
        .Select(result => ReadableJson.ElementOrNull(result.Result as string ?? string.Empty))
        .OfType<JsonElement>();

    private static IEnumerable<JsonElement> Orders(JsonElement result) =>
        result.TryGetProperty("orders", out JsonElement orders) ? orders.EnumerateArray() : [result];

    private static bool Has(JsonElement order, string member) => order.TryGetProperty(member, out _);

    private static bool Is(JsonElement order, string member, string value) =>
        order.TryGetProperty(member, out JsonElement found) && string.Equals(found.GetString(), value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\AYou are the (?<role>[a-z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RolePattern();

    [GeneratedRegex(@"ORD-\d{4}")]
    private static partial Regex OrderPattern();
}
