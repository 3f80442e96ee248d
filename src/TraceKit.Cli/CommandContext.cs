using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TraceKit.Cli;

/// <summary>Where a command writes and what it may assume of the reader.</summary>
[SuppressMessage("Maintainability", "CA1515", Justification = "Programs that run a command in their own process make one.")]
public sealed record CommandContext
{
    /// <summary>Takes the result.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a terminal shows <see cref="Output"/>: only then it is coloured and cut to <see cref="Width"/>. Default: false.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a terminal shows <see cref="Error"/>: only then there is progress. Default: false.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    /// <value>Default: 80.</value>
    public int Width { get; init; } = 80;

    /// <summary>Reads an environment variable: <c>NO_COLOR</c> and <c>TERM</c> are looked at.</summary>
    /// <value>Default: the process's environment.</value>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal bool AllowsColors => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    /// <summary>The context of a program that runs in a console.</summary>
    public static CommandContext FromProcess() => new()
    {
        Output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024),
        Error = Console.Error,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected || Console.WindowWidth < 20 ? 80 : Console.WindowWidth,
    };
}
