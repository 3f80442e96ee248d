using System.Text.Json;
using TraceKit.Rendering;

namespace TraceKit.Cli.Tests;

public sealed class LsSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Runs_are_listed_one_a_line()
    {
        Some.Run(_folder.Path);
        Some.OpenRun(_folder.Path);

        CliResult listed = Cli.Run("ls", _folder.Path);

        Assert.Equal(ExitCodes.Ok, listed.ExitCode);
        Assert.Empty(listed.Error);
        Assert.Equal(
            """
            RUN     STARTED             TOOK  EVENTS  STATUS     SUCCESS  SAYS         TASK        GOAL
            open-1  2026-11-21 02:54       -       1  running    unknown  -            airline-12  Cancel my flight
            run-1   2026-11-21 02:54  3.50 s      13  completed  yes      environment  airline-12  Cancel my flight
            """,
            listed.Output.TrimEnd('\n'),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void At_80_columns_whole_columns_go_and_no_line_breaks()
    {
        Some.Run(_folder.Path, "0199aa11-2b3c-7d00-8000-000000000001", goal: new string('g', 300));
        Some.Run(_folder.Path, "0199aa11-2b3c-7e00-8000-000000000002");

        string[] lines = Cli.RunInTerminal(noColor: "1", width: 80, "ls", _folder.Path).Output.TrimEnd('\n').Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.True(TerminalText.Width(line) <= 80, line));
        Assert.StartsWith("0199aa11-2b3c-7d  completed  yes", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--status", "running")]
    [InlineData(0, "--status", "failed")]
    [InlineData(2, "--task", "airline-12")]
    [InlineData(0, "--task", "airline")]
    public void Runs_can_be_filtered(int expected, string option, string value)
    {
        Some.Run(_folder.Path);
        Some.OpenRun(_folder.Path);

        CliResult listed = Cli.Run("ls", _folder.Path, option, value, "--json");

        Assert.Equal(expected, listed.Json.GetProperty("runs").GetArrayLength());
        Assert.Equal(expected == 0, listed.Error.StartsWith("note: of 2 runs", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_is_shown_in_a_terminal_only_and_wiped_away()
    {
        for (int run = 0; run < 10; run++)
        {
            Some.Run(_folder.Path, $"run-{run}");
        }

        CliResult seen = Cli.RunInTerminal(noColor: "1", width: 80, "ls", _folder.Path);
        CliResult piped = Cli.Run("ls", _folder.Path);

        Assert.Contains("\rreading 10 of 10: ", seen.Error, StringComparison.Ordinal);
        Assert.EndsWith(" \r", seen.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("reading", seen.Output, StringComparison.Ordinal);
        Assert.Empty(piped.Error);
    }

    [Fact]
    public void Json_says_unknown_as_null()
    {
        Some.OpenRun(_folder.Path);

        JsonElement run = Cli.Run("ls", _folder.Path, "--json").Json.GetProperty("runs")[0];

        Assert.Equal("running", run.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("success").ValueKind);
        Assert.Equal(JsonValueKind.Null, run.GetProperty("duration_ms").ValueKind);
        Assert.True(run.GetProperty("is_sound").GetBoolean());
    }

    public void Dispose() => _folder.Dispose();
}
