using System.Globalization;
using TraceKit.Collection;
using TraceKit.Faults.Plugins;

namespace TraceKit.Faults.Campaigns;

/// <summary>R11: code of users that is called by TraceKit and does its worst.</summary>
internal static class EvilPlugins
{
    public static Campaign Campaign { get; } = new(
        "R11", "Whatever a getter, a converter, a listener, a logger or a rule does, the host lives, the run file is whole and sealed, and the end takes five seconds at most.", Attack);

    /// <summary>Whether serialising has a guard with a budget, without which a getter that hangs is the agent's own loop.</summary>
    private static bool IsGuarded => typeof(TraceKitOptions).GetProperty("SerializationBudget") is not null;

    private static CampaignResult Attack(Scale scale)
    {
        EvilPlugin[] plugins = [.. EvilEvents.All(), .. EvilListeners.All(), .. IsGuarded ? EvilEvents.Guarded() : []];
        List<string> broken = [];
        foreach (EvilPlugin plugin in plugins)
        {
            if (plugin.Live() is { } problem)
            {
                broken.Add($"{plugin.Name}: {problem}");
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{plugins.Length} plug-ins"),
            Figures = $"every host lives, every file is whole{(IsGuarded ? string.Empty : "; getters that hang and converters that write no JSON are not tried: serialising has no guard")}",
            Broken = broken,
        };
    }
}
