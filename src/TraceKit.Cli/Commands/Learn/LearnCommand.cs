using System.CommandLine;

namespace TraceKit.Cli.Commands.Learn;

/// <summary><c>tracekit learn</c>: the stories of learning runs.</summary>
internal static class LearnCommand
{
    public static Command Create(CommandContext context) =>
        new("learn", "Stories of learning runs: import, tell, compare and draw them.")
        {
            LearnImportCommand.Create(context),
            LearnShowCommand.Create(context),
            LearnDiffCommand.Create(context),
            LearnPlotCommand.Create(context),
        };
}
