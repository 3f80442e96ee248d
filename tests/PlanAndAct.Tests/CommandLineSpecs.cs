using System.Diagnostics;

namespace PlanAndAct.Tests;

public sealed class CommandLineSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plan-and-act-");

    [Fact]
    public async Task Help_is_shown()
    {
        (int code, string output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("--trials N", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--trials none': a whole number is expected, from 1.", "--trials", "none")]
    [InlineData("'--trials 0': a whole number is expected, from 1.", "--trials", "0")]
    [InlineData("'--seed one': a whole number is expected.", "--seed", "one")]
    [InlineData("There is no option '--colour'.", "--colour", "red")]
    [InlineData("'--out' needs a value", "--out")]
    [InlineData("There is no task 'no-such-task' of seed 1. Tasks: refund-damaged-s1, ", "--task", "no-such-task")]
    public async Task Bad_usage_is_told_and_ends_in_64(string expected, params string[] arguments)
    {
        (int code, _, string error) = await RunAsync(arguments);

        Assert.Equal(64, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_run_as_often_as_asked_and_shown_line_by_line()
    {
        (int code, string output, string error) = await RunAsync("--out", "runs", "--task", "cancel-open-s5", "--seed", "5", "--trials", "2");

        Assert.Equal((0, string.Empty), (code, error));
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith("+ cancel-open-s5 ", StringComparison.Ordinal)));
        Assert.Contains("2 runs: 2 solved, 0 not solved, 0 failed.", output, StringComparison.Ordinal);
        Assert.Equal(2, _folder.GetFiles("*.trace.jsonl", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Run_files_that_cannot_be_written_are_told_and_end_in_74()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "taken"), "not a folder", TestContext.Current.CancellationToken);

        (int code, string output, _) = await RunAsync("--out", "taken", "--task", "cancel-open-s1");

        Assert.Equal(74, code);
        Assert.Contains("The folder 'taken' cannot be written", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PlanAndActProgram).Assembly.Location, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("OPENAI_BASE_URL");
        start.Environment.Remove("OPENAI_API_KEY");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}
