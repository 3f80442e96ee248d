using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Finds and reads the run files under a folder, in an order that does not depend on the machine.</summary>
public static class TraceFolder
{
    /// <summary>Lists the run files.</summary>
    /// <param name="path">A folder, searched through and through, or one run file.</param>
    /// <returns>Each file's full path and its name relative to the folder, with '/' between folders, in ordinal order of the names.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    public static IReadOnlyList<(string Path, string Name)> List(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
        {
            return [(Path.GetFullPath(path), Path.GetFileName(path))];
        }

        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no file or folder '{path}'.");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        return [.. Directory.EnumerateFiles(path, "*" + RunFormat.FileExtension, options)
            .Select(file => (Path.GetFullPath(file), Path.GetRelativePath(path, file).Replace('\\', '/')))
            .OrderBy(file => file.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Reads the run files, one at a time.</summary>
    /// <param name="path">A folder or one run file.</param>
    /// <param name="catalog">The event types to check. Default: <see cref="EventCatalog.Default"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    public static IEnumerable<RunFileContents> Read(string path, EventCatalog? catalog = null) =>
        List(path).Select(file => RunFileReader.Read(file.Path, file.Name, catalog));
}
