using System.Text;
using TraceKit.Collection;
using TraceKit.Core.Tests.Reading;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.RunFiles;

[Collection(nameof(Alone))]
public sealed class RunRecoverySpecs
{
    [Fact]
    public void A_file_cut_at_any_byte_keeps_its_whole_records_and_is_sealed()
    {
        using var folder = new TempFolder();
        byte[] file = FortyLines(folder);
        int[] ends = [.. Enumerable.Range(1, file.Length).Where(length => file[length - 1] == '\n')];
        Assert.Equal(40, ends.Length);

        Parallel.For(0, file.Length, length => CutAndRecover(folder, file, ends, length));
    }

    [Fact]
    public void A_sealed_file_is_left_as_it_is()
    {
        using var folder = new TempFolder();
        string path = Some.RunFile(folder);
        byte[] before = File.ReadAllBytes(path);

        RecoveryResult result = RunRecovery.Recover(path);

        Assert.Equal(new RecoveryResult(path, RecoveryAction.None, 0, null), result);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_clock_that_is_behind_ends_no_run_before_its_last_event()
    {
        using var folder = new TempFolder();
        string path = folder.Write("good.trace.jsonl", ForgedFile.Begin().Unsealed().Bytes());

        RunRecovery.Recover(path, new ManualTime { Wall = ManualTime.Start.AddYears(-10) });

        RecordedRun run = RunFileReader.ReadStrict(path).Single();
        Assert.Equal(run.Events[^1].Time, run.End!.EndedAt);
    }

    [Fact]
    public void Bytes_after_the_seal_are_set_aside()
    {
        using var folder = new TempFolder();
        string path = folder.Write("good.trace.jsonl", [.. ForgedFile.Good, .. new byte[100]]);

        RecoveryResult result = RunRecovery.Recover(path);

        Assert.Equal((RecoveryAction.TailSetAside, 100), (result.Action, result.TornBytes));
        Assert.Equal(ForgedFile.Good, File.ReadAllBytes(path));
        Assert.Equal(new byte[100], File.ReadAllBytes(path + ".torn-1"));
    }

    [Fact]
    public void Another_torn_tail_is_kept_beside_the_first()
    {
        using var folder = new TempFolder();
        string path = folder.Write("good.trace.jsonl", [.. ForgedFile.Good, 1]);
        RunRecovery.Recover(path);
        File.WriteAllBytes(path, [.. ForgedFile.Good, 2]);

        RunRecovery.Recover(path);

        Assert.Equal([[1], [2]], new[] { File.ReadAllBytes(path + ".torn-1"), File.ReadAllBytes(path + ".torn-2") });
    }

    [Fact]
    public void The_seal_tells_what_recovery_found()
    {
        using var folder = new TempFolder();
        var time = new ManualTime();
        time.Advance(TimeSpan.FromHours(1));
        string path = folder.Write("good.trace.jsonl", ForgedFile.Begin().Unsealed().Bytes());

        RecoveryResult result = RunRecovery.Recover(path, time);

        Assert.Equal((RecoveryAction.Sealed, 0, null), (result.Action, result.TornBytes, result.Reason));
        RunEnd end = RunFileReader.ReadStrict(path).Single().End!;
        Assert.Equal((RunStatus.Aborted, "recovered", null), (end.Status, end.StopReason, end.Success));
        Assert.Equal((5, 4, 0, 1), (end.Loss.Emitted, end.Loss.Written, end.Loss.Dropped, end.Loss.Rejected));
        Assert.Equal(1, end.Counts["planner_output"]);
        Assert.Equal(ManualTime.Start.AddHours(1), end.EndedAt);
    }

    [Fact]
    public void A_file_whose_owner_lives_is_refused()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message());

        RecoveryResult whileItLives = RunRecovery.Recover(run.Path!);
        run.Complete();

        Assert.Equal(RecoveryAction.InUse, whileItLives.Action);
        Assert.NotNull(whileItLives.Reason);
        Assert.Equal(RunStatus.Completed, Some.TheRunOf(run).Status);
        Assert.Equal(RecoveryAction.None, RunRecovery.Recover(run.Path!).Action);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        using var folder = new TempFolder();

        Assert.Equal(RecoveryAction.Refused, RunRecovery.Recover(folder["none"]).Action);
    }

    [Fact]
    public void A_full_disk_is_not_reported_as_a_seal()
    {
        Assert.SkipWhen(TinyDisk.WhyNot is not null, TinyDisk.WhyNot ?? string.Empty);
        using var disk = new TinyDisk();
        string path = Path.Combine(disk.Path, "good.trace.jsonl");
        int length = ForgedFile.Begin().Unsealed().Bytes().Length;
        File.WriteAllBytes(path, ForgedFile.Begin().Unsealed().Change(5, "\"hi\"", $"\"{new string('x', 4096 - length - 50)}\"").Bytes());
        string filler = disk.FillUp();

        var full = Record.Exception(() => RunRecovery.Recover(path));
        File.Delete(filler);
        RecoveryResult result = RunRecovery.Recover(path);

        Assert.IsType<IOException>(full);
        Assert.Equal(RecoveryAction.Sealed, result.Action);
        Assert.Equal(RunStatus.Aborted, RunFileReader.ReadStrict(path).Single().Status);
    }

    public static TheoryData<string, byte[]> Untouchable => new()
    {
        { "empty", [] },
        { "no run line", "{\"kind\":\"event\""u8.ToArray() },
        { "changed byte", Unsealed(text => text.Replace("page", "pege", StringComparison.Ordinal)) },
        { "changed run of the last line", Unsealed(text => ChangeLast(text, "\"run_id\":\"good\"", "\"run_id\":\"goof\"")) },
        { "changed kind of the last line", Unsealed(text => ChangeLast(text, "\"kind\":\"event\"", "\"kind\":\"evens\"")) },
        { "sealed and changed", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ForgedFile.Good).Replace("page", "pege", StringComparison.Ordinal)) },
        { "CR LF", Unsealed(text => text.ReplaceLineEndings("\r\n")) },
        { "byte order mark", [0xEF, 0xBB, 0xBF, .. Unsealed(text => text)] },
        { "two open runs", [.. Unsealed(text => text), .. Unsealed(text => text.Replace("good", "gooe", StringComparison.Ordinal))] },
    };

    [Theory]
    [MemberData(nameof(Untouchable))]
    public void A_file_that_cannot_be_sealed_so_that_it_reads_is_not_touched(string what, byte[] bytes)
    {
        using var folder = new TempFolder();
        string path = folder.Write("good.trace.jsonl", bytes);

        RecoveryResult result = RunRecovery.Recover(path);

        Assert.Equal((what, RecoveryAction.Skipped), (what, result.Action));
        Assert.False(string.IsNullOrEmpty(result.Reason));
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    private static void CutAndRecover(TempFolder folder, byte[] file, int[] ends, int length)
    {
        bool lacksOnlyItsLineFeed = ends.Contains(length + 1);
        int whole = ends.Count(end => end <= length) + (lacksOnlyItsLineFeed ? 1 : 0);
        int kept = whole == 0 ? 0 : ends[whole - 1];
        int torn = lacksOnlyItsLineFeed ? 0 : length - kept;
        bool wasSealed = whole == ends.Length;
        string path = folder.Write($"{length}.trace.jsonl", file.AsSpan(0, length));
        int events = Math.Clamp(whole - 1, 0, ends.Length - 2);

        Assert.Equal(events, RunFileReader.Read(path).Runs.Sum(run => run.Events.Count));
        RecoveryResult first = RunRecovery.Recover(path);
        if (whole == 0)
        {
            Assert.Equal(RecoveryAction.Skipped, first.Action);
            Assert.Equal(length, new FileInfo(path).Length);
            return;
        }

        byte[] once = File.ReadAllBytes(path);
        Assert.Equal((wasSealed ? RecoveryAction.LineCompleted : RecoveryAction.Sealed, torn), (first.Action, first.TornBytes));
        Assert.Equal(file[..kept], once[..kept]);
        Assert.Equal(torn > 0, File.Exists(path + ".torn-1"));
        if (torn > 0)
        {
            Assert.Equal(file[kept..length], File.ReadAllBytes(path + ".torn-1"));
        }

        RecordedRun run = RunFileReader.ReadStrict(path).Single();
        Assert.Equal((events, wasSealed ? RunStatus.Completed : RunStatus.Aborted, true), (run.Events.Count, run.Status, run.IsSound));
        Assert.Equal(RecoveryAction.None, RunRecovery.Recover(path).Action);
        Assert.Equal(once, File.ReadAllBytes(path));
        File.Delete(path);
    }

    private static byte[] FortyLines(TempFolder folder)
    {
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector, "r");
        for (int i = 0; i < 38; i++)
        {
            run.Emit(new Note { Text = "n" });
        }

        run.Complete();
        return File.ReadAllBytes(run.Path!);
    }

    private static byte[] Unsealed(Func<string, string> change) =>
        Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(ForgedFile.Begin().Unsealed().Bytes())));

    private static string ChangeLast(string text, string from, string to)
    {
        int at = text.LastIndexOf(from, StringComparison.Ordinal);
        return text[..at] + to + text[(at + from.Length)..];
    }
}
