using System.Text;

namespace TraceKit.Cli.Tests;

public sealed class BadInputSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("show")]
    [InlineData("ls")]
    [InlineData("validate")]
    [InlineData("stats")]
    [InlineData("recover")]
    public void A_path_that_is_not_there_is_an_io_error(string command) => Refused(ExitCodes.InputOutput, "there is no file", command, _folder["nope"]);

    [Theory]
    [InlineData("ls", ExitCodes.Ok)]
    [InlineData("stats", ExitCodes.Ok)]
    [InlineData("recover", ExitCodes.Ok)]
    [InlineData("validate", ExitCodes.BadData)]
    public void An_empty_folder_is_said_to_be_empty(string command, int exitCode) => Refused(exitCode, "no run files under", command, _folder.Path);

    [Theory]
    [InlineData("TRC-02", "binary")]
    [InlineData("TRC-06", "half")]
    [InlineData("TRC-14", "version")]
    [InlineData("TRC-01", "empty")]
    public void A_bad_file_is_one_message_with_its_rule(string rule, string kind)
    {
        string file = Bad(kind);

        CliResult shown = Cli.Run("show", file);

        Assert.Equal(ExitCodes.BadData, shown.ExitCode);
        OneMessage(shown.Error, rule);
        Assert.Contains(file, shown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("half")]
    [InlineData("version")]
    [InlineData("empty")]
    public void A_bad_file_in_a_folder_keeps_no_command_from_the_others(string kind)
    {
        Bad(kind);
        Some.Run(_folder.Path, "run-2");

        CliResult listed = Cli.Run("ls", _folder.Path);
        CliResult counted = Cli.Run("stats", _folder.Path);

        Assert.Equal((ExitCodes.BadData, ExitCodes.BadData), (listed.ExitCode, counted.ExitCode));
        Assert.Contains("run-2", listed.Output, StringComparison.Ordinal);
        OneMessage(listed.Error, "validate");
        OneMessage(counted.Error, "validate");
    }

    [Fact]
    public void A_huge_file_of_nothing_is_refused_and_takes_no_memory()
    {
        using (FileStream sparse = File.Create(_folder["long.trace.jsonl"]))
        {
            sparse.SetLength(2_000_000_001);
        }

        CliResult shown = Cli.Run("show", _folder["long.trace.jsonl"]);

        Assert.Equal(ExitCodes.BadData, shown.ExitCode);
        OneMessage(shown.Error, "TRC-02");
    }

    [Fact]
    public void A_folder_is_nothing_to_show() => Refused(ExitCodes.Usage, "is a folder", "show", _folder.Path);

    [Fact]
    public void The_beginning_of_two_ids_is_ambiguous()
    {
        Some.Run(_folder.Path, "run-1");
        Some.Run(_folder.Path, "run-2");

        Refused(ExitCodes.Usage, "'run-' is the beginning of 2 runs: run-1, run-2", "show", "run-", "--root", _folder.Path);
    }

    [Fact]
    public void An_id_that_two_files_hold_is_ambiguous()
    {
        Some.Run(_folder["a"]);
        Some.Run(_folder["b"]);

        Refused(ExitCodes.Usage, "name the file", "show", "run-1", "--root", _folder.Path);
    }

    [Theory]
    [InlineData("no command is given")]
    [InlineData("there is no command 'shw'", "shw")]
    [InlineData("'tracekit ls' does not take '--nope'", "ls", ".", "--nope")]
    [InlineData("Required argument missing", "show")]
    [InlineData("Must be one of", "ls", ".", "--status", "odd")]
    [InlineData("there is no command '\\x1b[31m'", "\u001b[31m")]
    public void A_wrong_command_line_says_what_to_do(string message, params string[] args)
    {
        CliResult result = Refused(ExitCodes.Usage, message, args);

        Assert.Contains("--help'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_takes_nothing_is_an_io_error()
    {
        Some.Run(_folder.Path);
        using var error = new StringWriter();
        using var full = new FullDisk();

        int exitCode = TraceKitCommand.Invoke(["ls", _folder.Path], new CommandContext { Output = full, Error = error });

        Assert.Equal(ExitCodes.InputOutput, exitCode);
        OneMessage(error.ToString(), "no space");
    }

    public void Dispose() => _folder.Dispose();

    private static CliResult Refused(int exitCode, string message, params string[] args)
    {
        CliResult result = Cli.Run(args);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        OneMessage(result.Error, message);
        return result;
    }

    private static void OneMessage(string error, string message)
    {
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    private string Bad(string kind)
    {
        byte[] good = File.ReadAllBytes(Some.Run(_folder["good"], "bad-1"));
        Directory.Delete(_folder["good"], recursive: true);
        return _folder.Write("bad-1.trace.jsonl", kind switch
        {
            "binary" => [.. Enumerable.Range(0, 512).Select(value => (byte)value)],
            "half" => good[..(good.Length / 2)],
            "version" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good).Replace("tracekit/1", "tracekit/9", StringComparison.Ordinal)),
            _ => [],
        });
    }
}
