namespace TraceKit.Cli.Tests;

public sealed class HelpSpecs
{
    [Theory]
    [InlineData("show", "--root", "--full", "--json")]
    [InlineData("ls", "--status", "--task", "--json")]
    [InlineData("validate", "--strict", "--json")]
    [InlineData("stats", "--json")]
    [InlineData("recover", "--json")]
    [InlineData("import", "--out", "--tools", "--model", "--environment", "--no-redaction", "--json")]
    [InlineData("export otlp", "--endpoint", "--header", "--protocol", "--gzip", "--out", "--profile", "--content", "--since", "--json")]
    [InlineData("sft build", "--out", "--recipe", "--format", "--split", "--outcome", "--strict", "--force", "--json")]
    [InlineData("sft check", "--format", "--traces", "--strict", "--json")]
    [InlineData("sft audit", "--traces", "--full", "--json")]
    public void Help_of_a_command_names_its_options_and_the_exit_codes(string command, params string[] options)
    {
        CliResult help = Cli.Run([.. command.Split(' '), "--help"]);

        Assert.Equal(ExitCodes.Ok, help.ExitCode);
        Assert.Contains($"tracekit {command}", help.Output, StringComparison.Ordinal);
        Assert.All(options, option => Assert.Contains(option, help.Output, StringComparison.Ordinal));
        Assert.All(ExitCodes.All, code => Assert.Contains($"  {code.Code,-2}  {code.Meaning}", help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_of_the_root_names_the_commands_and_the_exit_codes()
    {
        CliResult help = Cli.Run("--help");

        Assert.Equal(ExitCodes.Ok, help.ExitCode);
        Assert.All(["show", "ls", "validate", "stats", "recover", "import", "export", "sft"], command => Assert.Contains($"  {command} ", help.Output, StringComparison.Ordinal));
        Assert.All(ExitCodes.All, code => Assert.Contains($"  {code.Code,-2}  {code.Meaning}", help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Exit_codes_are_the_published_ones() =>
        Assert.Equal([0, 1, 2, 64, 65, 70, 74], ExitCodes.All.Select(code => code.Code));
}
