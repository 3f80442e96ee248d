namespace TraceKit.Sft.Lineage;

/// <summary>Finds run files again by the names that lineage gives them.</summary>
internal static class RunLocator
{
    /// <summary>The path of a run file.</summary>
    /// <param name="traces">The folder that the dataset was built from, or the one run file.</param>
    /// <param name="name">The file's name relative to it.</param>
    public static string PathOf(string traces, string name) =>
        File.Exists(traces) && !Directory.Exists(traces) ? traces : Path.Combine(traces, Path.Combine(name.Split('/')));
}
