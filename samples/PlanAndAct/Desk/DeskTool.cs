using System.Text.Json;
using TraceKit.Tools;

namespace PlanAndAct.Desk;

/// <summary>A tool: what the model is told about it, and what it does to the shop.</summary>
internal sealed class DeskTool(string name, string description, string parameters, Func<Shop, JsonElement, ToolOutcome> run)
{
    public string Name { get; } = name;

    /// <summary>The tool as it is declared to the model and recorded in the run.</summary>
    public ToolDefinition Definition { get; } = new()
    {
        Name = name,
        Description = description,
        Parameters = JsonElement.Parse(parameters),
    };

    public ToolOutcome Run(Shop shop, JsonElement arguments) => run(shop, arguments);
}
