using System.Text.Json;
using TraceKit.Tools;

namespace TraceKit.Cli.Input;

/// <summary>Reads tool definitions: a JSON array as it is sent to a model, or one of bare name, description and parameters.</summary>
internal static class ToolFile
{
    /// <exception cref="CommandException">The file holds no such array; the message names the place.</exception>
    public static IReadOnlyList<ToolDefinition> Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select((tool, index) => Read(tool, $"{path}: tool {index}"))]
                : throw new CommandException(ExitCodes.BadData, $"{path}: tools are a JSON array, as it is sent to a model.");
        }
        catch (JsonException failure)
        {
            throw new CommandException(ExitCodes.BadData, $"{path}:{failure.LineNumber + 1}:{failure.BytePositionInLine + 1}: {failure.Message}");
        }
    }

    private static ToolDefinition Read(JsonElement tool, string where)
    {
        JsonElement function = tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("function", out JsonElement inner) ? inner : tool;
        if (function.ValueKind != JsonValueKind.Object || !function.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String)
        {
            throw new CommandException(ExitCodes.BadData, $"{where} has no name: a tool is {{\"type\":\"function\",\"function\":{{\"name\":…,\"parameters\":…}}}}.");
        }

        return new ToolDefinition
        {
            Name = name.GetString()!,
            Description = function.TryGetProperty("description", out JsonElement description) && description.ValueKind == JsonValueKind.String ? description.GetString() : null,
            Parameters = function.TryGetProperty("parameters", out JsonElement parameters) ? parameters.Clone() : null,
        };
    }
}
