namespace TraceKit.Sft.Datasets;

/// <summary>Names of a dataset's files, format <c>tracekit-dataset/1</c>. The specification is <c>docs/format/dataset-v1.md</c>.</summary>
public static class DatasetFormat
{
    /// <summary>The format that this version writes.</summary>
    public const string Version1 = "tracekit-dataset/1";

    /// <summary>The manifest: recipe, files, runs, roots. Written last; ends in its own hash.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The ancestry of each row.</summary>
    public const string Lineage = "lineage.jsonl";

    /// <summary>Every candidate that was not taken, with its reason.</summary>
    public const string Rejected = "rejected.jsonl";

    /// <summary>What the gates said and what each stage dropped.</summary>
    public const string Report = "report.json";

    /// <summary>The dataset card.</summary>
    public const string Card = "README.md";

    /// <summary>Where this machine keeps the run files. Not part of the dataset: it may be missing, and the manifest does not cover it.</summary>
    public const string LocalSources = "sources.local.json";

    /// <summary>The file of a split's rows.</summary>
    /// <param name="split"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
    public static string RowsOf(string split) => split + ".jsonl";
}
