using System.Diagnostics.CodeAnalysis;

namespace TraceKit.Cli;

/// <summary>What the exit code of every command says. The numbers above 63 are those of <c>sysexits.h</c>.</summary>
[SuppressMessage("Maintainability", "CA1515", Justification = "Programs that run a command in their own process compare with these.")]
public static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>There are warnings and <c>--strict</c> was given.</summary>
    public const int Warnings = 1;

    /// <summary>A gate refused the result.</summary>
    public const int Refused = 2;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>Errors were found in the data; what could be read is shown all the same.</summary>
    public const int BadData = 65;

    /// <summary>The command itself broke: a defect of this program.</summary>
    public const int Defect = 70;

    /// <summary>A path does not exist, or a file cannot be read or written.</summary>
    public const int InputOutput = 74;

    /// <summary>Each code with its meaning, as <c>--help</c> shows them.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "all went well"),
        (Warnings, "there are warnings and --strict was given"),
        (Refused, "a gate refused the result"),
        (Usage, "the command line is wrong"),
        (BadData, "errors were found in the data; what could be read is shown all the same"),
        (Defect, "the command itself broke: a defect of this program"),
        (InputOutput, "a path does not exist, or a file cannot be read or written"),
    ];
}
