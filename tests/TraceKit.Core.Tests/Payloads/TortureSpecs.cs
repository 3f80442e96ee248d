using System.Globalization;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Payloads;

/// <summary>The table of <c>docs/format/payloads.md</c> is what happens.</summary>
public sealed class TortureSpecs
{
    private static readonly string[] Documented =
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "format", "payloads.md"))
            .SkipWhile(line => !line.StartsWith("| what is emitted |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|')),
    ];

    public static TheoryData<string> Rows => [.. TortureTable.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_value_becomes_what_is_documented(string name)
    {
        TortureRow row = TortureTable.All.Single(row => row.Name == name);
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.SerializationBudget = TimeSpan.FromSeconds(name.EndsWith("return", StringComparison.Ordinal) || name.EndsWith("end", StringComparison.Ordinal) ? 0.2 : 60));
        using TraceRun run = Some.Run(collector);

        row.Emit(run);
        run.Emit(Some.Message("after"));
        run.Complete();

        string line = $"| {row.Name} | {Outcome(row, Some.TheRunOf(run))} |";
        Assert.Equal(Documented.FirstOrDefault(documented => documented.StartsWith($"| {row.Name} |", StringComparison.Ordinal)), line);
    }

    [Fact]
    public void Every_documented_value_is_tried() =>
        Assert.Equal(Documented.Select(line => line.Split(" | ")[0].TrimStart('|', ' ')), TortureTable.All.Select(row => row.Name));

    /// <summary>What the file says of the event that was emitted first and written, or refused, last.</summary>
    private static string Outcome(TortureRow row, RecordedRun run)
    {
        if (run.Events.Count < 2)
        {
            RunGap gap = Assert.Single(run.Gaps);
            string reason = gap.Reason["not_serializable: ".Length..];
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

        Assert.True(row.IsKept(recorded), "what was read is not what was emitted");
        return recorded.Blobs is [var blob] ? $"exact, {(blob.At.Length > 0 ? "the text" : "the data")} as a blob" : "exact";
    }
}
