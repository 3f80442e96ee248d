namespace TraceKit.TestKit;

/// <summary>Where the sources are that the tests were built from.</summary>
public static class Repository
{
    private const string MappedRoot = "/_/";

    /// <summary>The folder that holds <c>TraceKit.sln</c>, looked for from the folder that the tests run from upwards.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside the repository.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary>The real path of a source file: repeatable builds replace the repository's folder by <c>/_/</c>.</summary>
    public static string SourceFile(string callerFilePath)
    {
        ArgumentNullException.ThrowIfNull(callerFilePath);
        return callerFilePath.StartsWith(MappedRoot, StringComparison.Ordinal)
            ? Path.Combine(Root, callerFilePath[MappedRoot.Length..])
            : callerFilePath;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TraceKit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"TraceKit.sln is in no folder above '{AppContext.BaseDirectory}'.");
    }
}
