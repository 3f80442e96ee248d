using System.Reflection;
using System.Text.Json;
using TraceKit.Reading;

namespace TraceKit.Cli.Tests;

public sealed class ValidateSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_sound_folder_is_said_to_be()
    {
        Some.Run(_folder.Path);

        CliResult result = Cli.Run("validate", _folder.Path, "--strict");

        Assert.Equal(new CliResult(ExitCodes.Ok, "1 file, 1 run, 13 events: sound\n", string.Empty), result);
    }

    [Fact]
    public void A_finding_says_file_line_column_and_rule()
    {
        string file = _folder.Write("x.trace.jsonl", "{\"kind\":\"run\",]\n"u8.ToArray());

        CliResult result = Cli.Run("validate", _folder.Path);

        Assert.Equal(ExitCodes.BadData, result.ExitCode);
        Assert.StartsWith($"{file}:1:15: error TRC-08: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("TRC-08  error         1      1  line is not JSON\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 file, 0 runs, 0 events: 1 error, 0 warnings\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_count_with_strict_only()
    {
        Some.OpenRun(_folder.Path);

        Assert.Equal(ExitCodes.Ok, Cli.Run("validate", _folder.Path).ExitCode);
        Assert.Equal(ExitCodes.Warnings, Cli.Run("validate", _folder.Path, "--strict").ExitCode);
    }

    [Fact]
    public void A_run_id_in_two_files_is_an_error_that_names_both()
    {
        string first = Some.Run(_folder["a"]);
        string second = Some.Run(_folder["b"]);

        CliResult result = Cli.Run("validate", _folder.Path);

        Assert.Equal(ExitCodes.BadData, result.ExitCode);
        Assert.StartsWith($"{second}: error TRC-26: run 'run-1' is in '{first}' too", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_counts_rules_and_findings()
    {
        File.Move(Some.Run(_folder.Path), _folder["other.trace.jsonl"]);

        JsonElement document = Cli.Run("validate", _folder.Path, "--json").Json;

        Assert.Equal((1, 1), (document.GetProperty("files").GetInt32(), document.GetProperty("warnings").GetInt32()));
        Assert.Equal("TRC-28", document.GetProperty("rules")[0].GetProperty("rule").GetString());
        JsonElement finding = document.GetProperty("findings")[0];
        Assert.Equal("warning", finding.GetProperty("severity").GetString());
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("line").ValueKind);
    }

    [Fact]
    public void Every_rule_has_a_meaning()
    {
        string[] rules = [.. typeof(TraceRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(rule => (string)rule.GetRawConstantValue()!)];
        Type meanings = typeof(TraceKitCommand).Assembly.GetType("TraceKit.Cli.Input.RuleMeanings", throwOnError: true)!;

        Assert.All(rules, rule => Assert.NotEqual("see the documentation of the format", meanings.GetMethod("Of")!.Invoke(null, [rule])));
    }

    public void Dispose() => _folder.Dispose();
}
