using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Auditing;

public sealed class AuditSpecs
{
    [Fact]
    public void A_row_leads_to_its_events_with_file_line_bytes_and_text()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", "I cannot.", Runs.Reply);
        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());
        string row = Stored.Lineage(folder["ds"])[0].Row;

        AuditResult audit = DatasetAudit.Audit(folder["ds"], row);

        Assert.True(audit.IsProved);
        RowAudit shown = Assert.Single(audit.Rows);
        Assert.Equal(["a#0", "a#3", "a#4"], shown.Sources.Select(source => source.Address));
        Assert.Equal(["planner_input", "llm_call", "planner_output"], shown.Sources.Select(source => source.Type));
        byte[] file = File.ReadAllBytes(Path.Combine(folder["runs"], shown.Sources[0].File));
        Assert.All(shown.Sources, source => Assert.Equal(source.Text, System.Text.Encoding.UTF8.GetString(file, (int)source.Offset, (int)source.Length)));
    }

    [Fact]
    public void A_row_is_also_found_by_the_start_of_its_hash()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");
        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());
        string hash = Stored.Lineage(folder["ds"])[0].Sha256;

        Assert.Equal(Stored.Lineage(folder["ds"])[0].Row, DatasetAudit.Audit(folder["ds"], hash[..12]).Rows[0].Row);
    }

    [Fact]
    public void Every_flipped_byte_of_the_dataset_is_found_and_its_file_named()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", Runs.Reply);
        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        foreach (string file in Directory.EnumerateFiles(folder["ds"]).Where(file => Path.GetFileName(file) != DatasetFormat.LocalSources))
        {
            byte[] good = File.ReadAllBytes(file);
            for (int i = 0; i < good.Length; i += good.Length > 2000 ? 7 : 1)
            {
                byte[] bad = [.. good];
                bad[i] ^= 0x04;
                File.WriteAllBytes(file, bad);
                Assert.Contains(Path.GetFileName(file), Problems(folder["ds"]), StringComparison.Ordinal);
            }

            File.WriteAllBytes(file, good);
        }

        Assert.True(DatasetAudit.Audit(folder["ds"]).IsProved);
    }

    [Fact]
    public void Every_flipped_byte_of_a_run_file_is_found_and_its_place_named()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");
        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());
        string file = Directory.EnumerateFiles(folder["runs"], "*", SearchOption.AllDirectories).Single();
        byte[] good = File.ReadAllBytes(file);

        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x01;
            File.WriteAllBytes(file, bad);
            AuditResult audit = DatasetAudit.Audit(folder["ds"]);
            Assert.False(audit.IsProved, $"byte {i}");
            Assert.Contains("a.trace.jsonl", string.Join('\n', audit.RunFindings.Select(finding => finding.ToString()).Concat(audit.Rows.SelectMany(row => row.Problems))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_run_that_was_written_anew_with_other_content_is_not_taken_for_the_old_one()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");
        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());
        Directory.Delete(folder["runs"], recursive: true);
        Runs.Asked(folder["runs"], "a", Runs.Reply);

        AuditResult audit = DatasetAudit.Audit(folder["ds"]);

        Assert.False(audit.IsProved);
        Assert.Contains(audit.Rows[0].Problems, problem => problem.Contains("seal", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_audited_says_what_to_do()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");
        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Contains("no row 'train:99'", Assert.Throws<DatasetException>(() => DatasetAudit.Audit(folder["ds"], "train:99")).Message, StringComparison.Ordinal);
        Assert.Contains("manifest.json", Assert.Throws<DatasetException>(() => DatasetAudit.Audit(folder["runs"])).Message, StringComparison.Ordinal);
        Directory.Move(folder["runs"], folder["moved"]);
        Assert.Contains("--traces", Assert.Throws<DatasetException>(() => DatasetAudit.Audit(folder["ds"])).Message, StringComparison.Ordinal);
        Assert.True(DatasetAudit.Audit(folder["ds"], traces: folder["moved"]).IsProved);
    }

    private static string Problems(string dataset)
    {
        try
        {
            AuditResult audit = DatasetAudit.Audit(dataset);
            Assert.False(audit.IsProved);
            return string.Join('\n', audit.DatasetProblems);
        }
        catch (DatasetException refusal)
        {
            return refusal.Message;
        }
    }
}
