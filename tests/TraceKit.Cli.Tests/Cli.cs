using System.Text.Json;

namespace TraceKit.Cli.Tests;

/// <summary>What a command wrote and how it ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The one document on the output; parsing fails when there is anything else.</summary>
    public JsonElement Json => JsonElement.Parse(Output, new JsonDocumentOptions { MaxDepth = 128 });
}

/// <summary>Runs the command in this process.</summary>
internal static class Cli
{
    public static CliResult Run(params string[] args) => Run(new CommandContext { Output = TextWriter.Null, Error = TextWriter.Null }, args);

    public static CliResult RunInTerminal(string? noColor, int width, params string[] args) => Run(
        new CommandContext
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            IsOutputTerminal = true,
            IsErrorTerminal = true,
            Width = width,
            Variable = name => name == "NO_COLOR" ? noColor : null,
        },
        args);

    private static CliResult Run(CommandContext context, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = TraceKitCommand.Invoke(args, context with { Output = output, Error = error, Time = new StepTime() });
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
