using System.Text.Json;

namespace PlanAndAct.Desk;

/// <summary>Checks a call's arguments against the flat schemas of <see cref="ToolSchemas"/>.</summary>
internal static class ArgumentCheck
{
    /// <returns><c>valid</c>, or the JSON pointer and the keyword that is violated, such as <c>/amount type</c>.</returns>
    public static string Verdict(JsonElement schema, JsonElement? arguments)
    {
        if (arguments is not { ValueKind: JsonValueKind.Object } given)
        {
            return "/ type";
        }

        JsonElement properties = schema.GetProperty("properties");
        foreach (JsonProperty declared in properties.EnumerateObject())
        {
            if (!given.TryGetProperty(declared.Name, out JsonElement value))
            {
                return $"/{declared.Name} required";
            }

            if (!HasType(value, declared.Value.GetProperty("type").GetString()))
            {
                return $"/{declared.Name} type";
            }
        }

        foreach (JsonProperty member in given.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out _))
            {
                return $"/{member.Name} additionalProperties";
            }
        }

        return "valid";
    }

    private static bool HasType(JsonElement value, string? type) =>
        value.ValueKind == (string.Equals(type, "number", StringComparison.Ordinal) ? JsonValueKind.Number : JsonValueKind.String);
}
