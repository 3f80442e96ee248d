using System.CommandLine;

namespace TraceKit.Cli.Commands.Export;

/// <summary><c>tracekit export</c>: run files to others' formats.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context) =>
        new("export", "Give run files to other people's tools, in their formats.") { ExportOtlpCommand.Create(context) };
}
