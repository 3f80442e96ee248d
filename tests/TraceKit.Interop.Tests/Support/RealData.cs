using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Interop.Tests.Support;

/// <summary>The real data beside the repository; a test that needs it is skipped, by name, where it is absent.</summary>
internal static class RealData
{
    public static string Path(params string[] parts)
    {
        string? path = SharedData.Root is { } root ? System.IO.Path.Combine([root, .. parts]) : null;
        Assert.SkipUnless(System.IO.Path.Exists(path), $"skipped: the shared data '{string.Join('/', parts)}' is not there, neither beside the repository nor where {SharedData.Variable} points");
        return path!;
    }
}
