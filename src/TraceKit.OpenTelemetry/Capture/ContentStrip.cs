using System.Diagnostics;
using OpenTelemetry;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Takes prompts and replies off activities that end, after every capture has copied them.</summary>
internal sealed class ContentStrip : BaseProcessor<Activity>
{
    private static readonly string[] ContentKeys =
    [
        "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result",
        "gen_ai.retrieval.query.text", "gen_ai.retrieval.documents", "gen_ai.memory.query.text", "gen_ai.memory.records", "gen_ai.evaluation.explanation",
        "executor.input", "executor.output", "message.content", "workflow.input", "workflow.output",
    ];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        ActivityCapture.CopyNow(data);
        foreach (string key in ContentKeys)
        {
            if (data.GetTagItem(key) is not null)
            {
                data.SetTag(key, null);
            }
        }

        StripDefinitions(data);
    }

    /// <summary>Definitions of tools lose what is content: with capture they have descriptions and parameters, without it type and name.</summary>
    private static void StripDefinitions(Activity activity)
    {
        if (activity.GetTagItem(ToolDefinitionNames.Key) is string definitions)
        {
            activity.SetTag(ToolDefinitionNames.Key, ToolDefinitionNames.Only(definitions));
        }
    }
}
