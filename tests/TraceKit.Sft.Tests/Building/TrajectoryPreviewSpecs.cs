using System.Text;
using TraceKit.Interop.Importing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

public sealed class TrajectoryPreviewSpecs
{
    private const string Hash = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

    [Fact]
    public void No_row_is_made_of_previews()
    {
        string[] records =
        [
            """run_started","payload":{"topic":"t"}""",
            $$"""message_snapshot","payload":{"role":"user","text_preview":"hello","text_sha256":"{{Hash}}"}""",
            """tool_call","payload":{"tool":"search","kwargs":{}}""",
            """tool_result","payload":{"tool":"search","ok":true,"latency_ms":1,"result_preview":"half...<truncated>"}""",
            $$"""message_snapshot","payload":{"role":"assistant","text_preview":"hello world","text_sha256":"{{Hash}}"}""",
            $$"""final_report","payload":{"report_len":11,"report_sha256":"{{Hash}}","report_preview":"hello"}""",
            """run_completed","payload":{"status":"success","error":null}""",
        ];
        using var folder = new TempFolder();
        string lines = string.Concat(records.Select((record, index) => $"{{\"ts_utc\":{index},\"run_id\":\"run_a\",\"idx\":{index + 1},\"event_type\":\"{record}}}\n"));
        folder.Write("in/run_a.jsonl", Encoding.UTF8.GetBytes(lines));
        ImportReport imported = TraceImporters.Find("trajectory-lab")!.Import(folder["in"], new ImportOptions { Out = folder["runs"] });

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal((7, 0), (imported.RecordsImported, imported.Findings.Count));
        Assert.Equal(0, result.Report.Rows.Values.Sum());
        Assert.All(result.Report.Balance, stage => Assert.True(stage.Holds, stage.Stage));
    }
}
