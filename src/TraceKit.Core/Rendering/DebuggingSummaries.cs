using System.Globalization;
using TraceKit.Debugging;

namespace TraceKit.Rendering;

/// <summary>One line for each event of a debugging session.</summary>
internal static class DebuggingSummaries
{
    private const int ShortSha = 10;

    public static void All(EventSummaries summaries) => summaries
        .Add<Edit>(edit => new(EventSummary.Join(edit.File, Because(edit.Because), edit.Change), edit.Kind?.ToString().ToLowerInvariant(), StoryTone.Strong))
        .Add<Command>(Describe)
        .Add<Reasoning>(reasoning => new(
            reasoning.Text,
            EventSummary.Join(reasoning.ReasoningType, reasoning.Confidence is { } sure ? $"{sure.ToString().ToLowerInvariant()} confidence" : null) is { Length: > 0 } kind ? kind : null,
            StoryTone.Strong))
        .Add<TestRun>(Describe)
        .Add<Commit>(commit => new(EventSummary.Join(commit.Sha.Length > ShortSha ? commit.Sha[..ShortSha] : commit.Sha, commit.Branch, Because(commit.Because), commit.Message)));

    private static EventSummary Describe(Command command)
    {
        string text = EventSummary.Join(command.Line, Took(command.DurationMs), Because(command.Because), command.OutputIsCut ? "output cut" : null);
        return command.ExitCode switch
        {
            null => new(text),
            0 => new(text, "exit 0", StoryTone.Good),
            int code => new(text, Text($"exit {code}"), StoryTone.Bad),
        };
    }

    private static EventSummary Describe(TestRun run)
    {
        string text = EventSummary.Join(
            Text($"{run.Passed} passed"),
            Text($"{run.Failed} failed"),
            run.Skipped is { } skipped ? Text($"{skipped} skipped") : null,
            run.Framework,
            run.Selection,
            Took(run.DurationMs),
            Because(run.Because),
            run.FailedTests.Count == 0 ? null : $"failed: {string.Join(' ', run.FailedTests)}");
        return run.Failed > 0 ? new EventSummary(text, "failed", StoryTone.Bad) : new EventSummary(text, "passed", StoryTone.Good);
    }

    private static string? Because(long? seq) => seq is { } cause ? Text($"because of #{cause}") : null;

    private static string? Took(double? milliseconds) => milliseconds is { } took ? DurationText.OfMilliseconds(took) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
