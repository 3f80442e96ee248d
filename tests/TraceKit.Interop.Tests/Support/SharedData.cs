using Xunit;

namespace TraceKit.Interop.Tests.Support;

/// <summary>Finds the real data beside the repository; a test that needs it is skipped, by name, where it is absent.</summary>
internal static class SharedData
{
    private const string Variable = "TRACEKIT_SHARED_DATA";

    public static string Path(params string[] parts)
    {
        string name = string.Join('/', parts);
        string? found = Roots().Select(root => System.IO.Path.Combine([root, .. parts])).FirstOrDefault(path => File.Exists(path) || Directory.Exists(path));
        Assert.SkipWhen(found is null, $"The shared data '{name}' is not there: not beside the repository, nor where {Variable} points.");
        return found!;
    }

    private static IEnumerable<string> Roots()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TraceKit.sln")))
            {
                yield return System.IO.Path.Combine(folder.FullName, "..", "shared", "data");
            }
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root)
        {
            yield return root;
        }
    }
}
