using System.Runtime.Versioning;
using TraceKit.Collection;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

[UnsupportedOSPlatform("windows")]
[Collection(nameof(Alone))]
public sealed class FileModeSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public static bool IsWindows => OperatingSystem.IsWindows();

    public void Dispose() => _folder.Dispose();

    [Fact(SkipWhen = nameof(IsWindows), Skip = "file modes are of Unix")]
    public void Files_and_folders_are_for_their_owner_alone()
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Root = _folder["new/deep"]);

        using TraceRun run = Some.Run(collector);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(run.Path!));
        foreach (string folder in (string[])["new", "new/deep", "new/deep/2026-11-21"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder[folder]));
        }
    }

    [Fact(SkipWhen = nameof(IsWindows), Skip = "file modes are of Unix")]
    public void What_recovery_sets_aside_is_for_its_owner_alone()
    {
        string path = Some.RunFile(_folder);
        File.AppendAllText(path, "torn");

        RunRecovery.Recover(path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + ".torn-1"));
    }
}
