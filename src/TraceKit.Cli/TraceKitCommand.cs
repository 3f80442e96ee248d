using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using TraceKit.Cli.Commands;
using TraceKit.Cli.Commands.Export;
using TraceKit.Cli.Commands.Learn;
using TraceKit.Cli.Commands.Sft;
using TraceKit.Cli.Output;
using TraceKit.Rendering;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Recipes;

namespace TraceKit.Cli;

/// <summary>The <c>tracekit</c> command, which tests and other programs can run in their own process.</summary>
[SuppressMessage("Maintainability", "CA1515", Justification = "Programs run a command in their own process through it.")]
public static class TraceKitCommand
{
    private const string Name = "tracekit";

    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Makes the command with all that is under it.</summary>
    /// <param name="context">Where it writes.</param>
    public static Command Create(CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var help = new HelpOption();
        help.Action = new HelpWithExitCodes((HelpAction)help.Action!);

        // A RootCommand would call itself after the executable, which is not what a user types.
        var root = new Command(Name, "Traces of LLM agents as training data that can be trusted: run files, datasets, audits.")
        {
            help,
            new VersionOption(),
            ShowCommand.Create(context),
            LsCommand.Create(context),
            ValidateCommand.Create(context),
            StatsCommand.Create(context),
            RecoverCommand.Create(context),
            ImportCommand.Create(context),
            ExportCommand.Create(context),
            LearnCommand.Create(context),
            SftCommand.Create(context),
        };
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="context">Where it writes.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Invoke(string[] args, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(context);
        var screen = new Screen(context);
        try
        {
            ParseResult parsed = Create(context).Parse(args, Parser);
            int exitCode = parsed.Action is ParseErrorAction
                ? RefuseUsage(parsed, screen)
                : parsed.Invoke(new InvocationConfiguration { Output = context.Output, Error = context.Error, EnableDefaultExceptionHandler = false });
            context.Output.Flush();
            return exitCode;
        }
        catch (CommandException refusal)
        {
            screen.Fail(refusal.Message);
            return refusal.ExitCode;
        }
        catch (RecipeException refusal)
        {
            screen.Fail(refusal.Message);
            return ExitCodes.Usage;
        }
        catch (DatasetException refusal)
        {
            screen.Fail(refusal.Message);
            return ExitCodes.BadData;
        }
        catch (DirectoryNotFoundException failure)
        {
            screen.Fail($"{failure.Message.TrimEnd('.')}; check the spelling and the working folder.");
            return ExitCodes.InputOutput;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            screen.Fail($"{failure.Message.TrimEnd('.')}; check the path, its permissions and the room on the disk.");
            return ExitCodes.InputOutput;
        }
        catch (Exception defect)
        {
            screen.Fail($"tracekit broke, which is a defect of it; please report this line with the command: {defect.GetType().Name}: {defect.Message}");
            return ExitCodes.Defect;
        }
        finally
        {
            context.Error.Flush();
        }
    }

    private static int RefuseUsage(ParseResult parsed, Screen screen)
    {
        bool isRoot = parsed.CommandResult.Parent is null;
        string path = PathOf(parsed.CommandResult);
        string problem = (parsed.UnmatchedTokens, isRoot) switch
        {
            ([var unknown, ..], true) => $"there is no command '{unknown}'",
            ([var unknown, ..], false) => $"'{path}' does not take '{unknown}'",
            ([], true) => "no command is given",
            _ => string.Join("; ", parsed.Errors.Select(error => TerminalText.Line(error.Message).TrimEnd('.')).Distinct(StringComparer.Ordinal)),
        };
        screen.Fail($"{problem}; '{path} --help' shows what there is.");
        return ExitCodes.Usage;
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;
}
