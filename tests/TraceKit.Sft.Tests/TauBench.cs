using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.TestKit;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Sft.Tests;

/// <summary>The real trajectories, imported.</summary>
internal static class TauBench
{
    /// <summary>Imports all trajectories; skips the test where they are absent.</summary>
    /// <returns>The folder of run files.</returns>
    public static string Import(TempFolder folder, bool withTools = false)
    {
        Assert.SkipWhen(SharedData.Folder("tau_bench") is null, "skipped: the tau-bench trajectories (tau_bench) are not beside the repository");
        string runs = folder["runs"];
        TraceImporters.Find("tau-bench")!.Import(SharedData.Folder("tau_bench")!, new ImportOptions { Out = runs, Tools = withTools ? AirlineTools() : null });
        return runs;
    }

    /// <summary>The source itself, as its authors wrote it.</summary>
    public static JsonElement Source()
    {
        string file = Directory.EnumerateFiles(Path.Combine(SharedData.Folder("tau_bench")!, "split"), "*.json").Single();
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    private static IReadOnlyList<ToolDefinition> AirlineTools()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "airline.tools.json")));
        return [.. document.RootElement.EnumerateArray().Select(tool => tool.GetProperty("function")).Select(function => new ToolDefinition
        {
            Name = function.GetProperty("name").GetString()!,
            Description = function.GetProperty("description").GetString(),
            Parameters = function.GetProperty("parameters").Clone(),
        })];
    }
}
