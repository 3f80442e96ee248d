using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PlanAndAct.Agent;
using PlanAndAct.Desk;
using PlanAndAct.Models;
using TraceKit.Sessions;
using TraceKit.Tools;

namespace PlanAndAct;

/// <summary>What makes the runs of this program reproducible: models, settings, and hashes of what shapes the prompts.</summary>
internal static class SessionFacts
{
    public static TraceSession Add(TraceSession session, ProgramSettings settings, IChatClient model)
    {
        var metadata = model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var setting = new ModelSettings { Provider = metadata?.ProviderName, Model = metadata?.DefaultModelId ?? "unknown" };
        string config = ReadableJson.Of(new JsonObject { ["seed"] = settings.Seed, ["trials"] = settings.Trials, ["max_steps"] = Episode.MaxSteps });
        return session with
        {
            ModelStack = Prompts.All.ToDictionary(prompt => prompt.Name, _ => setting, StringComparer.Ordinal),
            RuntimeConfig = ReadableJson.ElementOrNull(config),
            ConfigHash = Hash(config),
            PromptHash = Hash(string.Join('\n', Prompts.All.Select(prompt => prompt.Text))),
            ToolsetHash = Hash(string.Join('\n', new SupportDesk().Tools.Select(tool => Describe(tool.Definition)))),
        };
    }

    private static string Describe(ToolDefinition tool) => $"{tool.Name} {tool.Description} {tool.Parameters}";

    private static string Hash(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
