using System.Text.Json;
using TraceKit.Sft.Building;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Tests;

/// <summary>Reads what a build has written.</summary>
internal static class Stored
{
    public static IReadOnlyList<JsonElement> Lines(string folder, string file) =>
        [.. File.ReadAllText(Path.Combine(folder, file)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>All rows, in the order of the lineage.</summary>
    public static IReadOnlyList<JsonElement> Rows(string folder) =>
        [.. Splits.Names.SelectMany(split => Lines(folder, DatasetFormat.RowsOf(split)))];

    public static IReadOnlyList<LineageRow> Lineage(string folder) =>
        [.. Lines(folder, DatasetFormat.Lineage).Select(line => line.Deserialize(DatasetJson.Default.LineageRow)!)];

    public static GateResult Gate(this BuildResult result, string id) => result.Report.Gates.Single(gate => gate.Id == id);

    public static MassBalance Stage(this BuildResult result, string stage) => result.Report.Balance.Single(balance => balance.Stage == stage);

    /// <summary>All files of a folder by name, as text to compare.</summary>
    public static SortedDictionary<string, string> Files(string folder) =>
        new(Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
