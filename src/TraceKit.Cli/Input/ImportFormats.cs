using TraceKit.Interop.Importing;

namespace TraceKit.Cli.Input;

/// <summary>The formats that the command imports: those of the packages that know nothing of each other, together.</summary>
internal static class ImportFormats
{
    /// <summary>All importers, in ordinal order of their formats.</summary>
    public static IReadOnlyList<ITraceImporter> All { get; } = [.. TraceImporters.All.Append(new OtlpImporter()).OrderBy(importer => importer.Format, StringComparer.Ordinal)];

    /// <summary>Their names, for people.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(importer => importer.Format));

    /// <summary>Finds an importer by the name of its format, in any case.</summary>
    public static ITraceImporter? Find(string format) =>
        All.FirstOrDefault(importer => string.Equals(importer.Format, format, StringComparison.OrdinalIgnoreCase));
}
