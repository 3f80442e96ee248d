namespace TraceKit.Interop.Importing.Episodes;

/// <summary>One run as it lies on disk: a folder with <c>session.json</c>, <c>events.jsonl</c>, or both.</summary>
internal sealed record EpisodeFolder
{
    public const string SessionName = "session.json";
    public const string EventsName = "events.jsonl";

    /// <summary>The folder, relative to what is imported; empty for that itself.</summary>
    public required string Name { get; init; }

    /// <summary>The description of the run. Default: missing or unreadable.</summary>
    public EpisodeSession? Session { get; init; }

    /// <summary>Why the description cannot be used, when it is there. Default: nothing is wrong.</summary>
    public Refusal? SessionProblem { get; init; }

    /// <summary>Why the events cannot be read, when they are there. Default: nothing is wrong.</summary>
    public Refusal? EventsProblem { get; init; }

    /// <summary>Whether there is a file of events.</summary>
    public bool HasEvents { get; init; }

    /// <summary>The lines, in order; each is a record or the reason why it is none.</summary>
    public IReadOnlyList<EpisodeLineResult> Lines { get; init; } = [];

    /// <summary>The records.</summary>
    public IEnumerable<EpisodeLine> Records => Lines.Select(line => line.Line).OfType<EpisodeLine>();

    /// <summary>Whether this is a run at all: its session has an id and a goal, or a line is an event.</summary>
    public bool IsEpisode => Session is { RunId: not null, Goal: not null } || Records.Any();

    /// <summary>Whether the parts of the agent are those of the second generation.</summary>
    public bool SpeaksOfArchitectAndWorker =>
        Session?.HasArchitecture == true
        || Records.Any(line => line.Type.StartsWith("architect_", StringComparison.Ordinal) || line.Type.StartsWith("worker_", StringComparison.Ordinal));

    /// <summary>The id that the source gives the run, or null.</summary>
    public string? SourceId =>
        Records.Select(line => new ForeignObject(line.Source.Value).Text("run_id")).Prepend(Session?.RunId).FirstOrDefault(id => id is { Length: > 0 });

    /// <summary>Name of the file that findings of the whole run point to.</summary>
    public string File => NameOf(HasEvents ? EventsName : SessionName);

    /// <summary>A file of this folder, relative to what is imported.</summary>
    public string NameOf(string file) => Name.Length == 0 ? file : $"{Name}/{file}";

    /// <summary>Lists the folders in which there is a session or events.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    public static IReadOnlyList<(string Path, string Name)> List(string path) =>
        [.. SourceFiles.List(path, name => name is SessionName or EventsName)
            .Where(file => Path.GetFileName(file.Path) is SessionName or EventsName)
            .Select(file => (Path.GetDirectoryName(file.Path)!, file.Name[..Math.Max(0, file.Name.LastIndexOf('/'))]))
            .Distinct()
            .OrderBy(folder => folder.Item2, StringComparer.Ordinal)];

    /// <summary>Reads a folder.</summary>
    public static EpisodeFolder Read(string path, string name)
    {
        var folder = new EpisodeFolder { Name = name };
        Refusal? problem = null;
        if (Load(path, folder.NameOf(SessionName), SessionName, ref problem) is { } session)
        {
            folder = folder with { Session = EpisodeSession.Read(session, out problem) };
        }

        folder = folder with { SessionProblem = problem };
        problem = null;
        return Load(path, folder.NameOf(EventsName), EventsName, ref problem) is { } events
            ? folder with { HasEvents = true, Lines = EpisodeLines.Read(events) }
            : folder with { HasEvents = problem is not null, EventsProblem = problem };
    }

    private static SourceFile? Load(string folder, string name, string file, ref Refusal? problem)
    {
        string path = Path.Combine(folder, file);
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
