using System.Text.Json;
using PlanAndAct.Models;
using TraceKit.Tracing;

namespace PlanAndAct.Desk;

/// <summary>The environment: one case at a time, tools that act on it, and the only verdict that counts.</summary>
internal sealed partial class SupportDesk
{
    private readonly Dictionary<string, DeskTool> _tools;
    private DeskTask? _task;
    private Shop? _shop;

    public SupportDesk()
    {
        Tools = [.. LookupTools.All, .. OrderTools.All, EmailTool.Instance];
        _tools = Tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<DeskTool> Tools { get; }

    /// <summary>Whether the shop is in the state that the case asks for. Nobody's word is taken for it.</summary>
    public bool IsSolved => _task!.IsSolved(_shop!);

    /// <summary>Takes stock at the end of a case; the run that was entered records it.</summary>
    [Traced(Role = "environment")]
    public partial bool InspectShop();

    /// <summary>Opens a case in a fresh shop.</summary>
    /// <returns>What there is to see at first.</returns>
    public string Reset(DeskTask task)
    {
        _task = task;
        _shop = task.OpenShop();
        return $"A new case. {task.Note} Refunds above 100.00 EUR need an approval.";
    }

    private bool InspectShopCore() => IsSolved;

    public bool Has(string tool) => _tools.ContainsKey(tool);

    /// <summary>Runs a tool. What goes wrong inside the rules is an outcome; anything else is an exception.</summary>
    public ToolOutcome Call(string tool, string arguments)
    {
        if (!_tools.TryGetValue(tool, out DeskTool? found))
        {
            return ToolOutcome.Failure("tool_not_found", $"There is no tool {tool}. Tools: {string.Join(", ", _tools.Keys)}.");
        }

        JsonElement? given = ReadableJson.ElementOrNull(arguments);
        string verdict = ArgumentCheck.Verdict(found.Definition.Parameters!.Value, given);
        ToolOutcome outcome = verdict == "valid"
            ? found.Run(_shop!, given!.Value)
            : ToolOutcome.Failure("invalid_arguments", $"The arguments do not meet the schema: {verdict}.");
        return outcome with { SchemaVerdict = verdict };
    }
}
