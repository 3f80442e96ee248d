using System.Text;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Payloads;

[Collection(nameof(Alone))]
public sealed class BlobRecoverySpecs
{
    [Fact]
    public void A_run_whose_process_died_is_sealed_with_its_blobs()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.MaxInlineTextBytes = 1024);
        using (AppendFile file = AppendFile.Create(folder["2026-11-21/died.trace.jsonl"]))
        {
            using TraceRun run = Some.Run(collector);
            run.Emit(Some.Message(new string('x', 3_000)));
            run.Complete();
            string text = File.ReadAllText(run.Path!);
            file.Append(Encoding.UTF8.GetBytes(text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)]));
        }

        RecoveryResult recovered = RunRecovery.Recover(folder["2026-11-21/died.trace.jsonl"], TimeProvider.System);

        Assert.Equal(RecoveryAction.Sealed, recovered.Action);
    }

    [Fact]
    public void A_blob_that_is_lost_is_no_reason_to_leave_the_run_open()
    {
        using var folder = new TempFolder();
        string path = folder["2026-11-21/died.trace.jsonl"];
        using TraceCollector collector = Some.Collector(folder, options => options.MaxInlineTextBytes = 1024);
        using (TraceRun run = Some.Run(collector))
        {
            run.Emit(Some.Message(new string('x', 3_000)));
            string[] lines = File.ReadAllLines(run.Path!);
            File.WriteAllLines(path, lines);
        }

        Directory.Delete(folder["2026-11-21/blobs"], recursive: true);
        RecoveryResult recovered = RunRecovery.Recover(path, TimeProvider.System);

        Assert.Equal(RecoveryAction.Sealed, recovered.Action);
        Assert.Contains(RunFileReader.Read(path).Findings, finding => finding.Rule == TraceRules.Blob);
    }

    [Theory]
    [InlineData(Durability.Os)]
    [InlineData(Durability.Disk)]
    public void Blobs_can_be_put_on_disk_with_their_run(Durability level)
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => (options.MaxInlineTextBytes, options.Durability) = (1024, level));
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message(new string('x', 3_000)));
        run.Emit(Some.Message(new string('x', 3_000)));

        Assert.True(run.Flush());

        Directory.Delete(folder["2026-11-21/blobs"], recursive: true);
        run.Emit(Some.Message(new string('y', 3_000)));
        Directory.Delete(folder["2026-11-21/blobs"], recursive: true);
        Assert.Equal(level == Durability.Disk, run.Flush()); // at level Disk it was on disk when Emit returned
    }
}
