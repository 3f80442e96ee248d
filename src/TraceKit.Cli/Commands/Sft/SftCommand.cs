using System.CommandLine;

namespace TraceKit.Cli.Commands.Sft;

/// <summary><c>tracekit sft</c>: datasets for supervised fine-tuning.</summary>
internal static class SftCommand
{
    public static Command Create(CommandContext context) =>
        new("sft", "Build datasets for supervised fine-tuning from run files, check them, and audit their rows.")
        {
            SftBuildCommand.Create(context),
            SftCheckCommand.Create(context),
            SftAuditCommand.Create(context),
        };
}
