using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>One run as it lies on disk: a <c>.jsonl</c>, a <c>.summary.json</c> of the same name, or both.</summary>
internal sealed record LabTrajectory
{
    private const string LinesEnd = ".jsonl";
    private const string SummaryEnd = ".summary.json";

    /// <summary>Name of the files up to their ends, relative to what is imported.</summary>
    public required string Name { get; init; }

    /// <summary>Whether there is a file of lines.</summary>
    public bool HasLines { get; init; }

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<LabLineResult> Lines { get; init; } = [];

    /// <summary>Why the lines cannot be read, when they are there. Default: nothing is wrong.</summary>
    public Refusal? LinesProblem { get; init; }

    /// <summary>The summary. Default: missing or unreadable.</summary>
    public LabSummary? Summary { get; init; }

    /// <summary>Why the summary cannot be used, when it is there. Default: nothing is wrong.</summary>
    public Refusal? SummaryProblem { get; init; }

    /// <summary>The records.</summary>
    public IEnumerable<LabLine> Records => Lines.Select(line => line.Line).OfType<LabLine>();

    /// <summary>Whether this is a run of this format at all.</summary>
    public bool IsTrajectory => Records.Any(line => line.IsOfThisFormat) || Summary?.StandsAlone == true;

    /// <summary>The file of the lines.</summary>
    public string LinesFile => Name + LinesEnd;

    /// <summary>The file of the summary.</summary>
    public string SummaryFile => Name + SummaryEnd;

    /// <summary>Name of the file that findings of the whole run point to.</summary>
    public string File => HasLines ? LinesFile : SummaryFile;

    /// <summary>The id that the source gives the run, or null.</summary>
    public string? SourceId => Records.Select(line => line.RunId).FirstOrDefault(id => id is { Length: > 0 }) ?? Summary?.Text("run_id");

    /// <summary>Lists the runs by full path and name, both without the ends of the files.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    public static IReadOnlyList<(string Path, string Name)> List(string path) =>
        [.. SourceFiles.List(path, name => EndOf(name) is not null)
            .Where(file => EndOf(file.Name) is not null)
            .Select(file => (file.Path[..^EndOf(file.Name)!.Length], file.Name[..^EndOf(file.Name)!.Length]))
            .Distinct()
            .OrderBy(file => file.Item2, StringComparer.Ordinal)];

    /// <summary>Reads a run.</summary>
    public static LabTrajectory Read(string path, string name)
    {
        var run = new LabTrajectory { Name = name };
        Refusal? linesProblem = null;
        Refusal? summaryProblem = null;
        SourceFile? lines = Load(path + LinesEnd, run.LinesFile, ref linesProblem);
        SourceFile? summary = Load(path + SummaryEnd, run.SummaryFile, ref summaryProblem);
        return run with
        {
            HasLines = lines is not null || linesProblem is not null,
            Lines = lines is null ? [] : [.. SourceLine.Cut(lines).Select(LabLineResult.Read)],
            LinesProblem = linesProblem,
            Summary = summary is null ? null : LabSummary.Read(summary, out summaryProblem),
            SummaryProblem = summaryProblem,
        };
    }

    private static string? EndOf(string name) =>
        name.EndsWith(SummaryEnd, StringComparison.Ordinal) ? SummaryEnd : name.EndsWith(LinesEnd, StringComparison.Ordinal) ? LinesEnd : null;

    private static SourceFile? Load(string path, string name, ref Refusal? problem)
    {
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        SourceFile? source = SourceFile.Read(path, name, out string? unreadable);
        if (source is null || source.IsBinary)
        {
            problem = new Refusal(ImportRules.Unreadable, "unreadable", unreadable ?? "the file is binary");
            return null;
        }

        return source;
    }
}
