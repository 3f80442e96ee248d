using TraceKit.Collection;
using TraceKit.Core.Tests.Reading;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Collection;

[Collection(nameof(Alone))]
public sealed class DeadRunSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_run_has_the_runs_of_dead_processes_sealed()
    {
        string dead = Plant("2026-11-20", [.. ForgedFile.Begin().Unsealed().Bytes(), .. "{\"torn"u8]);
        long length = new FileInfo(dead).Length;
        var log = new ListLogger();
        var collector = new TraceCollector(Some.Options(_folder, options => options.RecoverAtStart = true), log);
        using TraceRun run = Some.Run(collector);

        // Who reads a file holds a lock of it, which would keep recovery away.
        Assert.True(SpinWait.SpinUntil(() => new FileInfo(dead).Length > length, TimeSpan.FromSeconds(30)));
        Assert.Equal(RunStatus.Aborted, RunFileReader.ReadStrict(dead).Single().Status);

        Assert.Equal("{\"torn", File.ReadAllText(dead + ".torn-1"));
        Assert.Equal(RunStatus.Running, Some.TheRunOf(run).Status);
        collector.Dispose();
        Assert.Contains(7, log.Ids(1));
    }

    [Fact]
    public void Files_that_are_sealed_or_being_made_or_of_other_folders_are_left_alone()
    {
        string whole = Plant("2026-11-20", ForgedFile.Good);
        string empty = Plant("2026-11-21", []);
        string elsewhere = Plant("archive", ForgedFile.Begin().Unsealed().Bytes());
        DateTime[] before = [.. new[] { whole, empty, elsewhere }.Select(File.GetLastWriteTimeUtc)];

        IEnumerable<RecoveryResult> recovered = DeadRuns.Recover(_folder.Path, new ManualTime());

        Assert.Empty(recovered);
        Assert.Equal(before, new[] { whole, empty, elsewhere }.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void Only_the_last_three_folders_are_looked_through()
    {
        string[] days = ["2026-10-01", "2026-11-01", "2026-11-20", "2026-11-21"];
        string[] files = [.. days.Select(day => Plant(day, ForgedFile.Begin().Unsealed().Bytes()))];

        IEnumerable<RecoveryResult> recovered = DeadRuns.Recover(_folder.Path, new ManualTime());

        Assert.Equal(files[1..].Order(), recovered.Select(result => result.File).Order());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_trouble() =>
        Assert.Empty(DeadRuns.Recover(_folder["none"], new ManualTime()));

    private string Plant(string folder, byte[] bytes)
    {
        Directory.CreateDirectory(_folder[folder]);
        return _folder.Write($"{folder}/good.trace.jsonl", bytes);
    }
}
