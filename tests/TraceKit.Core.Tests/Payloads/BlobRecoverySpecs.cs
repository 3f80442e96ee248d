using System.Text;
using TraceKit.Collection;
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
}
