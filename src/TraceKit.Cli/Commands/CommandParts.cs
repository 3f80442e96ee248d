using System.CommandLine;

namespace TraceKit.Cli.Commands;

/// <summary>The arguments and options that several commands take.</summary>
internal static class CommandParts
{
    public static Argument<string> Path(string name) => new(name)
    {
        Description = "A folder, searched through and through for run files, or one run file.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write one JSON document instead of text." };
}
