using System.Text.Json;

namespace TraceKit.Cli.Tests;

public sealed class ImportOtlpSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public ImportOtlpSpecs()
    {
        Some.Run(_folder["runs"]);
        Some.Run(_folder["runs"], "run-2");
        Assert.Equal(ExitCodes.Ok, Cli.Run("export", "otlp", _folder["runs"], "--out", _folder["spans.jsonl"], "--content").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("otlp")]
    [InlineData("auto")]
    public void Exported_spans_become_runs_that_validate(string format)
    {
        CliResult imported = Cli.Run("import", format, _folder["spans.jsonl"], "--out", _folder["back"], "--json");

        Assert.True(imported.ExitCode == ExitCodes.Ok, imported.Error + imported.Output);
        JsonElement entry = Assert.Single(imported.Json.GetProperty("imports").EnumerateArray());
        Assert.Equal(("otlp", 2), (entry.GetProperty("format").GetString(), entry.GetProperty("runs").GetInt32()));
        Assert.Equal(entry.GetProperty("records_read").GetInt32(), entry.GetProperty("records_imported").GetInt32());
        Assert.Equal(ExitCodes.Ok, Cli.Run("validate", _folder["back"], "--strict").ExitCode);
        Assert.Contains("cancel it", Cli.Run("show", "run-1", "--root", _folder["back"], "--full").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Importing_again_changes_nothing_and_says_so()
    {
        Cli.Run("import", "otlp", _folder["spans.jsonl"], "--out", _folder["back"]);

        CliResult again = Cli.Run("import", "otlp", _folder["spans.jsonl"], "--out", _folder["back"]);

        Assert.Equal(ExitCodes.Ok, again.ExitCode);
        Assert.Contains("2 runs were there already", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_spans_of_the_same_run_are_a_finding_and_leave_it_alone()
    {
        Cli.Run("import", "otlp", _folder["spans.jsonl"], "--out", _folder["back"]);
        string[] lines = File.ReadAllLines(_folder["spans.jsonl"]);
        File.WriteAllText(_folder["changed.jsonl"], string.Join('\n', lines).Replace("cancel it", "keep it", StringComparison.Ordinal));

        CliResult changed = Cli.Run("import", "otlp", _folder["changed.jsonl"], "--out", _folder["back"]);

        Assert.Equal(ExitCodes.BadData, changed.ExitCode);
        Assert.Contains("IMP-10", changed.Output, StringComparison.Ordinal);
        Assert.Contains("run_differs", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_searched_and_what_is_broken_is_told_with_its_line()
    {
        Directory.CreateDirectory(_folder["in/deep"]);
        File.Copy(_folder["spans.jsonl"], _folder["in/deep/a.jsonl"]);
        File.AppendAllText(_folder["in/deep/a.jsonl"], "{\"resourceSpans\":[{]}\n");

        CliResult imported = Cli.Run("import", "auto", _folder["in"], "--out", _folder["back"]);

        Assert.Equal(ExitCodes.BadData, imported.ExitCode);
        Assert.Contains("deep/a.jsonl:", imported.Output, StringComparison.Ordinal);
        Assert.Contains("2 runs", imported.Output, StringComparison.Ordinal);
    }
}
