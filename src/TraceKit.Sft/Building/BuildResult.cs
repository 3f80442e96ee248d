using TraceKit.Sft.Datasets;

namespace TraceKit.Sft.Building;

/// <summary>What a build did.</summary>
/// <param name="Folder">The folder that was written.</param>
/// <param name="Report">What happened and what the gates say.</param>
public sealed record BuildResult(string Folder, DatasetReport Report)
{
    /// <summary>Whether the gates refused the dataset; then the folder holds the report and the rejected candidates, and no rows.</summary>
    public bool IsRefused => Report.Verdict == "refused";

    /// <summary>Whether a gate warned.</summary>
    public bool HasWarnings => Report.Verdict == "built_with_warnings";
}
