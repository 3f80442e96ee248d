using TraceKit.Sft.Recipes;

namespace TraceKit.Sft.Datasets;

/// <summary>What a dataset is made of, by hash. The hash of the manifest itself is its last member.</summary>
public sealed record DatasetManifest
{
    /// <summary>Always <c>tracekit-dataset/1</c>.</summary>
    public string Format { get; init => field = value ?? DatasetFormat.Version1; } = DatasetFormat.Version1;

    /// <summary>The program that built it.</summary>
    public required BuilderIdentity Builder { get; init; }

    /// <summary>The recipe that was followed.</summary>
    public required SftRecipe Recipe { get; init; }

    /// <summary>SHA-256 of the recipe's canonical JSON.</summary>
    public required string RecipeSha256 { get; init; }

    /// <summary>The loader that rows were checked for, with its version.</summary>
    public required string Loader { get; init; }

    /// <summary>Number of rows by split.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>All files of the dataset but this one.</summary>
    public required IReadOnlyList<DatasetFile> Files { get; init; }

    /// <summary>Root of the RFC 6962 hash tree over the bytes of all rows, in the order of the lineage.</summary>
    public required string RowsRoot { get; init; }

    /// <summary>Root of the RFC 6962 hash tree over the seals of the runs that rows come from.</summary>
    public required string RunsRoot { get; init; }

    /// <summary>The runs that rows come from, in the order of their ids.</summary>
    public required IReadOnlyList<DatasetRun> Runs { get; init; }
}
