using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Input;

/// <summary>The run files that a command was pointed at, read one at a time.</summary>
internal sealed class TraceScan
{
    private readonly CommandContext _context;
    private readonly string _path;

    private TraceScan(CommandContext context, string path, IReadOnlyList<(string Path, string Name)> files)
    {
        _context = context;
        _path = path;
        Files = files;
    }

    /// <summary>The files: where they are, and how the user would name them.</summary>
    public IReadOnlyList<(string Path, string Name)> Files { get; }

    public bool IsEmpty => Files.Count == 0;

    /// <summary>What to tell a user who points at a folder without run files.</summary>
    public string EmptyMessage => $"no run files under '{_path}' (*{RunFormat.FileExtension}); point at the folder that a collector writes to.";

    /// <summary>Finds the files.</summary>
    /// <exception cref="CommandException">There is no such path.</exception>
    public static TraceScan Of(CommandContext context, string path)
    {
        try
        {
            bool isFile = File.Exists(path);
            return new TraceScan(context, path, [.. TraceFolder.List(path).Select(file => (file.Path, isFile ? path : Path.Combine(path, file.Name)))]);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandException(ExitCodes.InputOutput, $"there is no file or folder '{path}'; check the spelling and the working folder.");
        }
    }

    /// <summary>Reads the files, with what only a look at all of them can find.</summary>
    public IEnumerable<RunFileContents> Read()
    {
        using var progress = new Progress(_context, Files.Count);
        var checks = new FolderChecks();
        foreach ((string path, string name) in Files)
        {
            progress.Next(name);
            RunFileContents contents = RunFileReader.Read(path, name);
            yield return contents with { Findings = [.. contents.Findings, .. checks.Of(contents)] };
        }
    }
}
