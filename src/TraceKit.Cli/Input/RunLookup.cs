using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Input;

/// <summary>Finds the run that a user names by a file, by its id, or by the beginning of its id.</summary>
internal sealed class RunLookup(CommandContext context, string root)
{
    private const int ShownCandidates = 5;

    /// <exception cref="CommandException">There is none, or there are several.</exception>
    public RunFileContents Find(string name)
    {
        if (File.Exists(name))
        {
            return RunFileReader.Read(name);
        }

        if (Directory.Exists(name))
        {
            throw new CommandException(ExitCodes.Usage, $"'{name}' is a folder; 'tracekit ls {name}' lists its runs, show takes one of them.");
        }

        if (!Directory.Exists(root))
        {
            throw new CommandException(
                ExitCodes.InputOutput, $"there is no file '{name}', and no folder '{root}' to look for a run of that id in; name the folder with --root.");
        }

        var scan = TraceScan.Of(context, root);
        return ByFileName(scan, name) ?? ByContent(scan, name)
            ?? throw new CommandException(ExitCodes.InputOutput, $"there is no file '{name}' and no run of that id under '{root}'; 'tracekit ls {root}' lists the runs.");
    }

    private static RunFileContents? ByFileName(TraceScan scan, string id)
    {
        (string Path, string Name)[] named = [.. scan.Files.Where(file => Path.GetFileName(file.Path) == id + RunFormat.FileExtension)];
        (string Path, string Name)[] found = named.Length > 0
            ? named
            : [.. scan.Files.Where(file => Path.GetFileName(file.Path).StartsWith(id, StringComparison.Ordinal))];
        return One(id, found, file => named.Length > 0 ? file.Name : Path.GetFileName(file.Path)[..^RunFormat.FileExtension.Length]) is { Path: not null } one ? RunFileReader.Read(one.Path, one.Name) : null;
    }

    /// <summary>The slow way, for runs in files that are not named after them.</summary>
    private static RunFileContents? ByContent(TraceScan scan, string id)
    {
        IEnumerable<RunFileContents> all = scan.Read().SelectMany(contents => contents.Runs
            .Where(run => run.RunId.StartsWith(id, StringComparison.Ordinal))
            .Select(run => contents with { Runs = [run] }));
        return One(id, [.. all], contents => $"{contents.Runs[0].RunId} in {contents.File}");
    }

    private static TFound? One<TFound>(string id, TFound[] found, Func<TFound, string> describe) => found.Length <= 1
        ? found.FirstOrDefault()
        : throw new CommandException(
            ExitCodes.Usage,
            $"'{id}' is the beginning of {found.Length} runs: {string.Join(", ", found.Take(ShownCandidates).Select(describe))}"
            + $"{(found.Length > ShownCandidates ? ", …" : string.Empty)}; write more of the id, or name the file.");
}
