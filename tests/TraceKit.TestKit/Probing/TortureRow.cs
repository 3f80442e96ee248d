using System.Globalization;
using TraceKit.Collection;
using TraceKit.Reading;

namespace TraceKit.TestKit.Probing;

/// <summary>A value that breaks recorders. What becomes of it is documented in <c>docs/format/payloads.md</c>.</summary>
/// <param name="Name">What is emitted.</param>
/// <param name="Emit">Emits it.</param>
/// <param name="IsKept">Whether what was read is what was emitted.</param>
public sealed record TortureRow(string Name, Action<TraceRun> Emit, Func<RecordedEvent, bool> IsKept)
{
    private const string Refused = "not_serializable: ";

    /// <summary>The rows of the documented table, as they stand there.</summary>
    public static IReadOnlyList<string> Documented { get; } =
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "format", "payloads.md"))
            .SkipWhile(line => !line.StartsWith("| what is emitted |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|')),
    ];

    /// <summary>The row as it is documented, or null.</summary>
    public string? Expected => Documented.FirstOrDefault(line => line.StartsWith($"| {Name} |", StringComparison.Ordinal));

    /// <summary>Whether the value never comes to an end by itself, and is given up.</summary>
    private bool IsEndless => Name.EndsWith("return", StringComparison.Ordinal) || Name.EndsWith("end", StringComparison.Ordinal);

    /// <summary>Emits the value, and an event after it, in a run of its own.</summary>
    /// <returns>The row of the table that says what happened.</returns>
    public string Try()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.SerializationBudget = TimeSpan.FromSeconds(IsEndless ? 0.2 : 60));
        using TraceRun run = Some.Run(collector);
        Emit(run);
        run.Emit(Some.Message("after"));
        run.Complete();
        return $"| {Name} | {Outcome(Some.TheRunOf(run))} |";
    }

    /// <summary>What the file says of the event that was emitted first and written, or refused, last.</summary>
    private string Outcome(RecordedRun run)
    {
        if (run.Events.Count < 2)
        {
            string reason = run.Gaps.Single().Reason[Refused.Length..];
            return $"rejected: {(reason.Contains(':', StringComparison.Ordinal) ? reason[..reason.IndexOf(':', StringComparison.Ordinal)] : reason)}";
        }

        RecordedEvent recorded = run.Events[^2];
        if (recorded.IsTruncated)
        {
            return "truncated";
        }

        if (recorded.ReplacedCharacters > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"marked: `replaced` {recorded.ReplacedCharacters}");
        }

        return !IsKept(recorded) ? "changed in silence"
            : recorded.Blobs is [var blob] ? $"exact, {(blob.At.Length > 0 ? "the text" : "the data")} as a blob" : "exact";
    }
}
