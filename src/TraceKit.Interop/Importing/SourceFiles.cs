namespace TraceKit.Interop.Importing;

/// <summary>Lists what an import looks at, in an order that does not depend on the machine.</summary>
public static class SourceFiles
{
    /// <summary>Lists files by name.</summary>
    /// <param name="path">One file, or a folder to search through and through.</param>
    /// <param name="wanted">Whether a file in a folder is wanted, by its name without folders.</param>
    /// <returns>Full path and name relative to <paramref name="path"/>, in ordinal order of the names.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read: passing over it would lose runs in silence.</exception>
    public static IReadOnlyList<(string Path, string Name)> List(string path, Func<string, bool> wanted)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            return [(Path.GetFullPath(path), Path.GetFileName(path))];
        }

        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no file or folder '{path}' to import.");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        return [.. Directory.EnumerateFiles(path, "*", options)
            .Where(file => wanted(Path.GetFileName(file)))
            .Select(file => (Path.GetFullPath(file), Path.GetRelativePath(path, file).Replace('\\', '/')))
            .OrderBy(file => file.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Looks at what may not be there or may not be read: then there is nothing to see.</summary>
    internal static bool See(string path, Func<bool> look)
    {
        try
        {
            return (File.Exists(path) || Directory.Exists(path)) && look();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
