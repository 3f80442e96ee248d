using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

[Collection(nameof(Alone))]
public sealed class SymbolicLinkSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public static bool IsWindows => OperatingSystem.IsWindows();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_at_the_name_of_a_run_file_is_not_followed()
    {
        string victim = _folder.Write("victim", "precious"u8);
        Directory.CreateDirectory(_folder["2026-11-21"]);
        File.CreateSymbolicLink(_folder["2026-11-21/planted.trace.jsonl"], victim);
        using TraceCollector collector = Some.Collector(_folder);

        Assert.Throws<ArgumentException>(() => Some.Run(collector, "planted"));

        Assert.Equal("precious", File.ReadAllText(victim));
    }

    [Fact]
    public void A_link_to_nowhere_at_the_name_of_a_run_file_creates_nothing()
    {
        Directory.CreateDirectory(_folder["2026-11-21"]);
        File.CreateSymbolicLink(_folder["2026-11-21/planted.trace.jsonl"], _folder["nowhere"]);
        using TraceCollector collector = Some.Collector(_folder);

        Assert.Throws<ArgumentException>(() => Some.Run(collector, "planted"));

        Assert.False(File.Exists(_folder["nowhere"]));
    }

    [Fact]
    public void A_link_at_the_name_of_the_days_folder_is_not_followed()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["2026-11-21"], _folder["elsewhere"]);
        using TraceCollector collector = Some.Collector(_folder);

        using TraceRun run = Some.Run(collector);

        Assert.Null(run.Path);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["elsewhere"]));
    }

    [Fact(SkipWhen = nameof(IsWindows), Skip = "pipes among files are of Unix")]
    public void A_pipe_at_the_name_of_a_run_file_makes_nobody_wait()
    {
        string pipe = _folder["planted.trace.jsonl"];
        Process.Start("mkfifo", [pipe]).WaitForExit();

        Assert.Equal(TraceRules.Empty, Assert.Single(RunFileReader.Read(pipe).Findings).Rule);
        Assert.Equal(RecoveryAction.Refused, RunRecovery.Recover(pipe).Action);
        Assert.Empty(DeadRuns.Recover(_folder.Path, TimeProvider.System));
    }

    [Fact]
    public void Recovery_follows_no_link()
    {
        string target = _folder.Write("target", Reading.ForgedFile.Begin().Unsealed().Bytes());
        File.CreateSymbolicLink(_folder["good.trace.jsonl"], target);

        RecoveryResult result = RunRecovery.Recover(_folder["good.trace.jsonl"]);

        Assert.Equal(RecoveryAction.Refused, result.Action);
        Assert.Equal(Reading.ForgedFile.Begin().Unsealed().Bytes(), File.ReadAllBytes(target));
    }

    [Fact]
    public void Recovery_writes_no_torn_bytes_through_a_link()
    {
        string victim = _folder.Write("victim", "precious"u8);
        string path = _folder.Write("good.trace.jsonl", [.. Reading.ForgedFile.Good, 1]);
        File.CreateSymbolicLink(path + ".torn-1", victim);

        RunRecovery.Recover(path);

        Assert.Equal("precious", File.ReadAllText(victim));
        Assert.Equal([1], File.ReadAllBytes(path + ".torn-2"));
    }
}
