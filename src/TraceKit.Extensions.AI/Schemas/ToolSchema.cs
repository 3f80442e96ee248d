using System.Text.Json;

namespace TraceKit.Extensions.AI.Schemas;

/// <summary>The JSON Schema of a tool's arguments, and what arguments it refuses.</summary>
/// <remarks>The keywords that tool schemas use; docs/adr/0011 lists them. <c>format</c> is a remark, as JSON Schema has it by default.</remarks>
internal sealed class ToolSchema(JsonElement schema)
{
    public const string Valid = "valid";
    public const string NotJson = "/ json";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Checks arguments.</summary>
    /// <param name="arguments">The arguments as text.</param>
    /// <param name="parsed">The arguments, when they are a JSON object.</param>
    /// <returns><c>valid</c>, the JSON pointer and keyword that is violated, or null when the schema asks for what is not checked here.</returns>
    public string? Verdict(string arguments, out JsonElement? parsed)
    {
        parsed = null;
        try
        {
            using var document = JsonDocument.Parse(arguments, Strict);
            JsonElement given = document.RootElement.Clone();
            if (given.ValueKind != JsonValueKind.Object)
            {
                return "/ type";
            }

            parsed = given;
            return Verdict(given);
        }
        catch (JsonException)
        {
            return NotJson;
        }
    }

    private string? Verdict(JsonElement given)
    {
        var walk = new SchemaWalk(schema);
        try
        {
            return walk.FirstViolation(schema, given) is { } violation
                ? violation
                : walk.IsComplete ? Valid : null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            return null; // The schema is none that can be read: a keyword has a value of the wrong type.
        }
    }
}
