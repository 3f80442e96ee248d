namespace TraceKit.TestKit;

/// <summary>Real traces that lie beside the repository. A test that needs them skips with a reason when they are absent.</summary>
public static class SharedData
{
    /// <summary>The environment variable that names the folder; without it, it is <c>../shared/data</c> beside the repository.</summary>
    public const string Variable = "TRACEKIT_SHARED_DATA";

    /// <summary>The folder, or null when there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>A folder of the data, or null when it is absent.</summary>
    /// <param name="name">Its name, such as <c>atif</c>.</param>
    public static string? Folder(string name) =>
        Root is { } root && Path.Combine(root, name) is var folder && Directory.Exists(folder) ? folder : null;

    private static string? FindRoot()
    {
        string folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(Repository.Root, "..", "shared", "data");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
