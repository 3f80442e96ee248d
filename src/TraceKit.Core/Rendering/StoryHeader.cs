using System.Globalization;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Rendering;

/// <summary>The lines that say what a run is and how it went.</summary>
internal static class StoryHeader
{
    private const int LabelWidth = 10;
    private const int GoalLines = 4;

    public static IEnumerable<StoryLine> Lines(RecordedRun run, int width) =>
        Facts(run).Where(fact => fact.Text.Length > 0).SelectMany(fact => Fact(fact.Label, fact.Text, fact.Tone, width));

    private static IEnumerable<(string Label, string Text, StoryTone Tone)> Facts(RecordedRun run)
    {
        RunHeader header = run.Header;
        yield return ("run", run.RunId, StoryTone.Strong);
        yield return ("goal", header.Goal, StoryTone.Strong);
        yield return ("task", Join(header.TaskId, header.Trial is { } trial ? Text($"trial {trial}") : null), StoryTone.Plain);
        yield return ("session", Session(header), StoryTone.Plain);
        yield return ("models", Models(header.Session.ModelStack), StoryTone.Plain);
        yield return ("origin", header.Origin is { } origin ? Join($"imported from {origin.Format}", origin.File) : string.Empty, StoryTone.Plain);
        yield return ("parent", header.ParentRunId ?? string.Empty, StoryTone.Plain);
        yield return ("tags", Join([.. (header.Tags ?? new Dictionary<string, string>()).Select(tag => $"{tag.Key}={tag.Value}")]), StoryTone.Plain);
        yield return ("started", header.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StoryTone.Plain);
        yield return ("status", Status(run), StatusTone(run.Status));
        yield return ("success", Success(run.End), SuccessTone(run.End?.Success));
        yield return ("error", run.End?.Error is { } error ? Join(error.Type, error.Message) : string.Empty, StoryTone.Bad);
        yield return ("duration", Duration(run), StoryTone.Plain);
        yield return ("events", Counts(run), StoryTone.Plain);
        yield return ("loss", Loss(run), HasLoss(run) ? StoryTone.Bad : StoryTone.Plain);
    }

    private static IEnumerable<StoryLine> Fact(string label, string text, StoryTone tone, int width)
    {
        string margin = label.PadRight(LabelWidth);
        foreach (string line in TextWrap.Lines(TerminalText.Line(text), width - LabelWidth, GoalLines))
        {
            yield return new StoryLine([new StorySpan(margin, StoryTone.Dim), new StorySpan(line, tone)]);
            margin = new string(' ', LabelWidth);
        }
    }

    private static string Session(RunHeader header)
    {
        TraceSession session = header.Session;
        return Join(
            header.SessionId,
            session.Environment,
            session.App is { } app ? $"{app.Name} {app.Version}".TrimEnd() : null,
            session.Experiment is { } experiment
                ? "experiment " + string.Join('/', new[] { experiment.Id, experiment.Group, experiment.Variant }.Where(part => part is not null))
                : null,
            session.GitCommit is { } commit ? $"commit {commit}" : null);
    }

    private static string Models(IEnumerable<KeyValuePair<string, ModelSettings>>? stack) => stack is null
        ? string.Empty
        : Join([.. stack.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => $"{model.Key}: {(model.Value is { } settings ? Describe(settings) : "null")}")]);

    private static string Describe(ModelSettings settings) => string.Join(' ', new[]
    {
        settings.Model,
        settings.Provider is { } provider ? $"({provider})" : null,
        settings.Temperature is { } temperature ? Text($"at {temperature}") : null,
    }.Where(part => part is not null));

    private static string Status(RecordedRun run) => run.Status switch
    {
        RunStatus.Running => "running: no end line; the run goes on, or its process died",
        var status => Join(status.ToString().ToLowerInvariant(), run.End?.StopReason),
    };

    private static string Success(RunEnd? end) => end?.Success switch
    {
        null => "unknown",
        var success => $"{(success.Value ? "yes" : "no")}, says {(end.SuccessSource is { } source ? AgentSummaries.Source(source) : "nobody")}",
    };

    private static string Duration(RecordedRun run) => RunDuration.Of(run) is { } took
        ? DurationText.Of(took)
        : run.Events is [.., var last] ? $"{DurationText.Of(last.Time - run.Header.StartedAt)} up to the last event" : "unknown";

    private static string Counts(RecordedRun run)
    {
        IEnumerable<string> byType = run.Events
            .CountBy(recorded => recorded.Type)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => Text($"{count.Key}×{count.Value}"));
        return run.Events.Count == 0 ? "0" : Text($"{run.Events.Count}: {string.Join(", ", byType)}");
    }

    private static string Loss(RecordedRun run)
    {
        long missing = run.Gaps.Sum(gap => gap.Count);
        int truncated = run.Events.Count(recorded => recorded.IsTruncated);
        if (run.End?.Loss is not { } loss)
        {
            return Join(
                "no ledger without an end line",
                missing > 0 ? Text($"{missing} events missing") : null,
                truncated > 0 ? Text($"{truncated} truncated") : null);
        }

        string lost = Join(
            loss.Dropped > 0 ? Text($"{loss.Dropped} dropped") : null,
            loss.Rejected > 0 ? Text($"{loss.Rejected} rejected") : null,
            loss.Truncated > 0 ? Text($"{loss.Truncated} truncated") : null,
            loss.Redacted is { Count: > 0 } redacted ? Text($"{redacted.Values.Sum()} redactions") : null);
        return lost.Length > 0 ? Text($"{lost} of {loss.Emitted} emitted") : "none";
    }

    private static bool HasLoss(RecordedRun run) =>
        run.Gaps.Count > 0 || run.End?.Loss is { } loss && loss.Dropped + loss.Rejected + loss.Truncated > 0;

    private static StoryTone StatusTone(RunStatus status) => status switch
    {
        RunStatus.Completed => StoryTone.Good,
        RunStatus.Failed => StoryTone.Bad,
        _ => StoryTone.Warning,
    };

    private static StoryTone SuccessTone(bool? success) => success switch
    {
        true => StoryTone.Good,
        false => StoryTone.Bad,
        null => StoryTone.Warning,
    };

    private static string Join(params IEnumerable<string?> parts) => EventSummary.Join(parts);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
