using TraceKit.Interop.Manus;
using TraceKit.Interop.PlanAndAct;
using TraceKit.Interop.RuleChef;
using TraceKit.Interop.TauBench;
using TraceKit.Interop.TrajectoryLab;

namespace TraceKit.Interop.Importing;

/// <summary>The formats that can be imported.</summary>
public static class TraceImporters
{
    /// <summary>All importers, in ordinal order of their formats.</summary>
    public static IReadOnlyList<ITraceImporter> All { get; } = [new ManusImporter(), new PlanAndActImporter(), new RuleChefImporter(), new TauBenchImporter(), new TrajectoryLabImporter()];

    /// <summary>Finds an importer by the name of its format.</summary>
    /// <param name="format">The name, in any case.</param>
    /// <returns>The importer, or null when there is none of that name.</returns>
    public static ITraceImporter? Find(string format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return All.FirstOrDefault(importer => string.Equals(importer.Format, format, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Finds the importer that recognises a file or folder.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <returns>The first importer that does, or null when none does.</returns>
    public static ITraceImporter? Detect(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return All.FirstOrDefault(importer => importer.Recognises(path));
    }
}
