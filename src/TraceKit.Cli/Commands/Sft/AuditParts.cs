using System.CommandLine;

namespace TraceKit.Cli.Commands.Sft;

/// <summary>Options that commands which look run files up take.</summary>
internal static class AuditParts
{
    public static Option<string> Traces() => new("--traces") { Description = "Folder of the run files. Default: where this machine built the dataset from.", HelpName = "DIR" };
}
