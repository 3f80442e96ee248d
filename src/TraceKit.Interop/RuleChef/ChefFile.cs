using System.Text.Json;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.RuleChef;

/// <summary>A file of RuleChef.</summary>
internal sealed record ChefFile
{
    private static readonly string[] Curves = ["iteration_metrics", "batch_test_metrics", "checkpoint_metrics", "results"];

    /// <summary>The file.</summary>
    public required SourceFile Source { get; init; }

    /// <summary>What it is.</summary>
    public required ChefKind Kind { get; init; }

    /// <summary>The JSON value of a file that is one. Default: it is one of lines.</summary>
    public JsonElement Value { get; init; }

    /// <summary>Where the value lies.</summary>
    public SourceSlice Slice => new(Source, Source.Start, Source.Bytes.Length - Source.Start);

    /// <summary>Whether a run can be told of it: settings, data sets and summaries only go with others.</summary>
    public bool StandsAlone => Kind is ChefKind.Log or ChefKind.History or ChefKind.Results;

    /// <summary>Reads a file; null when it is none of RuleChef's.</summary>
    public static ChefFile? Read(string path, string name)
    {
        if (SourceFile.Read(path, name, out _) is not { IsBinary: false, Bytes.Length: > 0 } source)
        {
            return null;
        }

        ChefFile file = new() { Source = source, Kind = ChefKind.Log };
        return Path.GetExtension(name) switch
        {
            ".jsonl" => SourceLine.Cut(source).Take(3).Any(line => ChefLine.Read(line.Slice, line.Number, out _) is not null) ? file : null,
            ".json" => ReadValue(file),
            _ => file with { Kind = ChefKind.Settings },
        };
    }

    private static ChefFile? ReadValue(ChefFile file)
    {
        if (ForeignJson.Parse(file.Slice.Bytes, ImportLimits.MaxTrajectoryBytes, out JsonElement value) is not null)
        {
            return null;
        }

        ChefKind? kind = value.ValueKind switch
        {
            JsonValueKind.Array when IsHistory(value) => ChefKind.History,
            JsonValueKind.Object when value.TryGetProperty("phases", out _) && value.TryGetProperty("history", out JsonElement history) && IsHistory(history) => ChefKind.Summary,
            JsonValueKind.Object when IsResults(value) => ChefKind.Results,
            JsonValueKind.Object when Has(value, "task", JsonValueKind.Object) && Has(value, "rules", JsonValueKind.Array) && Has(value, "examples", JsonValueKind.Array) => ChefKind.Dataset,
            _ => null,
        };
        return kind is { } known ? file with { Kind = known, Value = value } : null;
    }

    private static bool IsHistory(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        && value.EnumerateArray().All(phase => phase.ValueKind == JsonValueKind.Object && Has(phase, "phase", JsonValueKind.String) && Has(phase, "iteration_metrics", JsonValueKind.Array));

    /// <summary>Results hold a curve, or what the final rules came to.</summary>
    private static bool IsResults(JsonElement value) =>
        Has(value, "config", JsonValueKind.Object)
        && Curves.Any(name => value.TryGetProperty(name, out JsonElement curve) && curve.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        && (Has(value, "rules", JsonValueKind.Array) || Has(value, "checkpoint_metrics", JsonValueKind.Array));

    private static bool Has(JsonElement value, string name, JsonValueKind kind) => value.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind;
}
