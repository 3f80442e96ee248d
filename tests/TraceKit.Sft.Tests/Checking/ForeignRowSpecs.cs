using TraceKit.Sft.Checking;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Gates;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Checking;

public sealed class ForeignRowSpecs
{
    [Fact]
    public void The_rows_of_the_replaced_exporter_show_empty_inputs_no_lineage_and_made_up_prompts()
    {
        Assert.SkipWhen(SharedData.Folder("seed_formats") is null, "skipped: the replaced systems' files (seed_formats) are not beside the repository");

        CheckResult check = DatasetCheck.Check(Path.Combine(SharedData.Folder("seed_formats")!, "manus", "trajectory_sft.jsonl"));

        Assert.Equal((35, true), (check.Rows, check.IsRefused));
        Assert.Equal(15, Gate(check, "FMT-06").Metric);
        Assert.Equal(35, Gate(check, "LIN-01").Metric);
        Assert.Equal(35, Gate(check, "PROMPT-02").Metric);
        Assert.Contains(Gate(check, "PROMPT-02").Evidence, evidence => evidence.Message == "worker role boundary trace");
    }

    [Fact]
    public void Rows_that_stand_in_two_files_leak()
    {
        using var folder = new TempFolder();
        const string Row = """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."}]}""";
        File.WriteAllText(folder["train.jsonl"], Row + "\n" + Row.Replace("Hi", "Ho", StringComparison.Ordinal) + "\n");
        File.WriteAllText(folder["test.jsonl"], Row + "\n");

        CheckResult check = DatasetCheck.Check(folder.Path);

        Assert.Equal(GateVerdict.Error, Gate(check, "LEAK-01").Verdict);
        Assert.Equal(GateVerdict.Error, Gate(check, "DUP-01").Verdict);
    }

    [Fact]
    public void A_line_that_is_not_json_is_a_finding_with_its_place_and_the_rest_is_checked()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["rows.jsonl"], "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Hello.\"}]}\n{oops\n");

        CheckResult check = DatasetCheck.Check(folder["rows.jsonl"]);

        Assert.Equal(2, check.Rows);
        Assert.Equal("rows.jsonl:2", Assert.Single(Gate(check, "FMT-01").Evidence).Row);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"\ud800"}]}""")]
    [InlineData("""{"messages":[],"\udc00":1}""")]
    public void A_line_with_half_of_a_surrogate_pair_is_a_finding_with_its_place(string line)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["rows.jsonl"], line + "\n");

        CheckResult check = DatasetCheck.Check(folder["rows.jsonl"]);

        Assert.Equal("rows.jsonl:1", Assert.Single(Gate(check, "FMT-01").Evidence).Row);
    }

    [Fact]
    public void A_line_that_is_not_Unicode_is_a_finding_with_its_place()
    {
        using var folder = new TempFolder();
        folder.Write("rows.jsonl", [.. "{\"messages\":[{\"role\":\"us"u8, 0xff, .. "er\",\"content\":\"Hi\"}]}\n"u8]);

        CheckResult check = DatasetCheck.Check(folder["rows.jsonl"]);

        Assert.Equal("rows.jsonl:1", Assert.Single(Gate(check, "FMT-01").Evidence).Row);
    }

    [Fact]
    public void Nothing_to_check_is_an_error_that_says_what_a_dataset_is()
    {
        using var folder = new TempFolder();

        Assert.Contains("no rows", Assert.Throws<DatasetException>(() => DatasetCheck.Check(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no file or folder", Assert.Throws<DatasetException>(() => DatasetCheck.Check(folder["nowhere"])).Message, StringComparison.Ordinal);
    }

    private static GateResult Gate(CheckResult check, string id) => check.Gates.Single(gate => gate.Id == id);
}
