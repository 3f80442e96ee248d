namespace TraceKit.Cli;

/// <summary>A command cannot do what it was asked; the message says what, where, and what to do.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
