using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Cli.Documents;

/// <summary>What <c>show --json</c> writes.</summary>
internal sealed record ShowDocument(string File, IReadOnlyList<RunStory> Runs, IReadOnlyList<FindingEntry> Findings)
{
    public static ShowDocument Of(RunFileContents contents) => new(
        contents.File, [.. contents.Runs.Select(RunStory.Of)], [.. contents.Findings.Select(FindingEntry.Of)]);
}

/// <summary>A run with its events.</summary>
internal sealed record RunStory(
    RunEntry Run, string? ParentRunId, TraceSession Session, LossRecord? Loss, IReadOnlyList<RunGap> Gaps, IReadOnlyList<EventEntry> Events)
{
    public static RunStory Of(RecordedRun run) => new(
        RunEntry.Of(run),
        run.Header.ParentRunId,
        run.Header.Session,
        run.End?.Loss,
        run.Gaps,
        [.. run.Events.Select(recorded => EventEntry.Of(recorded, run.Header.StartedAt))]);
}
