using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TraceKit.Contract.Rules;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Learning.Stories;

/// <summary>A learning run as one ordered record: what <c>&lt;dataset&gt;.trace.json</c> holds. Names, ids and numbers, never a text of the data.</summary>
public sealed record LearningStory
{
    /// <summary>The format that this version writes.</summary>
    public const string Version1 = "tracekit-learning/1";

    /// <summary>Ending of a story file's name, after the data set's.</summary>
    public const string FileExtension = ".trace.json";

    /// <summary>The format: <see cref="Version1"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The run; its run file holds the same facts as events.</summary>
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]
    public required string RunId { get; init; }

    /// <summary>How the run ended, or <c>running</c>.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it ended, as a stable word. Default: it goes on, or nothing says.</summary>
    [RegularExpression(Wire.Name)]
    public string? StopReason { get; init; }

    /// <summary>When the run started.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended. Default: it goes on, or its process died.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What is learned, by whom, from how much. Default: not recorded.</summary>
    public LearningStart? Start { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<LearningEntry> Entries { get; init; }

    /// <summary>What does not fit together, as it was found when the story was written. Default: nothing.</summary>
    public IReadOnlyList<LearningFinding> Findings { get; init => field = value ?? []; } = [];

    /// <summary>Makes the story of a run from its events; a run of another kind gives one without entries.</summary>
    /// <param name="run">The run.</param>
    public static LearningStory From(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var check = new StoryCheck();
        List<LearningEntry> entries = [.. run.Events.Select(StoryEvents.EntryOf).OfType<LearningEntry>()];
        entries.ForEach(check.Next);
        check.Close(run.Status);
        return new LearningStory
        {
            Format = Version1,
            RunId = run.RunId,
            Status = run.Status,
            StopReason = run.End?.StopReason,
            StartedAt = run.Header.StartedAt,
            EndedAt = run.End?.EndedAt,
            Start = run.Events.Select(recorded => recorded.TryRead<LearningStart>()).FirstOrDefault(start => start is not null),
            Entries = entries,
            Findings = check.Findings,
        };
    }

    /// <summary>Looks once more at how the steps fit together; what was found when the story was written may have been edited.</summary>
    /// <returns>The findings, in the order of the entries.</returns>
    public IReadOnlyList<LearningFinding> Check()
    {
        var check = new StoryCheck();
        foreach (LearningEntry entry in Entries)
        {
            check.Next(entry);
        }

        check.Close(Status);
        return check.Findings;
    }

    /// <summary>The story with findings as they are made of it now; those about what was never recorded are kept.</summary>
    public LearningStory Checked() =>
        this with { Findings = [.. Findings.Where(finding => finding.Rule is LearningRules.NoName or LearningRules.Refused), .. Check()] };

    /// <summary>The story as the file has it: indented JSON.</summary>
    /// <returns>Text with line feeds, one at its end.</returns>
    public string ToJson() => StoryText.Write(this);

    /// <summary>Writes the story to a file, atomically: who reads it sees the file before or the file after.</summary>
    /// <param name="path">The file; it is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => StoryFile.Replace(path, StoryText.Bytes(this), toDisk: true);

    /// <summary>Puts the story into a folder as the latest of its data set; the one that was the latest keeps its run's id in its name.</summary>
    /// <param name="storage">The folder; made when it is not there.</param>
    /// <param name="name">Name of the file before its ending. Default: the name of the data set, with what no file name can have replaced.</param>
    /// <returns>Full path of the file; a story that was put there before is replaced in its place.</returns>
    /// <exception cref="ArgumentException">The name cannot be a file's.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string SaveIn(string storage, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(storage);
        name ??= StoryFile.NameOf(Start?.Dataset ?? "unknown");
        RunFormat.ThrowIfInvalidId(name, nameof(name));
        using var file = new StoryFile(Path.GetFullPath(storage), name, RunId);
        file.Write(StoryText.Bytes(this), toDisk: true);
        return file.Place!;
    }

    /// <summary>Reads a story file strictly.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TraceFormatException">The file is no story; the exception names file, line, column and rule.</exception>
    public static LearningStory Read(string path) => StoryReader.Read(path);

    /// <summary>Reads the bytes of a story file strictly.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="TraceFormatException">The bytes are no story.</exception>
    public static LearningStory Read(ReadOnlySpan<byte> bytes, string name) => StoryReader.Read(bytes, name);
}
