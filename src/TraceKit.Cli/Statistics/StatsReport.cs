using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Rendering;

namespace TraceKit.Cli.Statistics;

/// <summary>Statistics as tables for people.</summary>
internal static class StatsReport
{
    public static IEnumerable<StoryLine> Lines(StatsDocument stats, int? width)
    {
        yield return StoryLine.Of($"{Counted.Of(stats.Runs.Total, "run")} in {Counted.Of(stats.Files, "file")}, {Counted.Of(stats.Events.Total, "event")}", StoryTone.Strong);
        if (stats.Runs.Unsound > 0)
        {
            yield return StoryLine.Of(Text($"{stats.Runs.Unsound} of the runs have errors; they are counted as far as they can be read"), StoryTone.Bad);
        }

        yield return StoryLine.Of(Durations(stats.Runs.DurationMs));
        Grid[] tables = [Statuses(stats.Runs), Outcomes(stats.Runs), Events(stats.Events), Tools(stats.Tools), Models(stats.Models), Tokens(stats.Models)];
        foreach (StoryLine line in tables.Where(table => !table.IsEmpty).SelectMany(table => table.Lines(width).Prepend(StoryLine.Blank)))
        {
            yield return line;
        }

        yield return StoryLine.Blank;
        foreach (StoryLine line in Loss(stats.Loss))
        {
            yield return line;
        }
    }

    private static string Durations(Distribution durations) => durations.Count == 0
        ? "duration unknown: no run came to an end of its own"
        : Text($"duration p50 {Cells.Median(durations).Text}, p95 {Cells.Tail(durations).Text} of {Counted.Of(durations.Count, "ended run")}");

    private static Grid Statuses(RunStats runs)
    {
        var grid = new Grid(new GridColumn("STATUS"), Number("RUNS"));
        foreach ((string status, int count) in runs.ByStatus)
        {
            grid.Add(new(status), Cells.Number(count));
        }

        return grid;
    }

    private static Grid Outcomes(RunStats runs)
    {
        var grid = new Grid(new GridColumn("SUCCESS"), new GridColumn("SAYS"), Number("RUNS"));
        foreach (SuccessCount outcome in runs.Success)
        {
            grid.Add(Cells.Success(outcome.Success), new(Cells.Source(outcome.Source)), Cells.Number(outcome.Runs));
        }

        return grid;
    }

    private static Grid Events(EventStats events)
    {
        var grid = new Grid(new GridColumn("EVENT") { IsFlexible = true }, Number("COUNT"));
        foreach ((string type, long count) in events.ByType)
        {
            grid.Add(new(type), Cells.Number(count));
        }

        return grid;
    }

    private static Grid Tools(IReadOnlyList<ToolStats> tools)
    {
        var grid = new Grid(
            new GridColumn("TOOL") { IsFlexible = true },
            Number("CALLS"),
            Number("OK"),
            Number("FAILED"),
            Number("ERROR RATE"),
            Number("OPEN") with { GoesAt = 1 },
            Number("NOT FOUND") with { GoesAt = 2 },
            Number("P50"),
            Number("P95"));
        foreach (ToolStats tool in tools)
        {
            grid.Add(
                new(tool.Tool),
                Cells.Number(tool.Calls),
                Cells.Number(tool.Ok),
                Cells.Count(tool.Failed, StoryTone.Bad),
                Cells.Rate(tool.ErrorRate),
                Cells.Count(tool.Unanswered, StoryTone.Warning),
                Cells.Count(tool.NotFound, StoryTone.Bad),
                Cells.Median(tool.LatencyMs),
                Cells.Tail(tool.LatencyMs));
        }

        return grid;
    }

    private static Grid Models(IReadOnlyList<ModelStats> models)
    {
        var grid = new Grid(
            new GridColumn("ROLE"),
            new GridColumn("MODEL") { IsFlexible = true },
            Number("ATTEMPTS"),
            Number("RETRIES") with { GoesAt = 1 },
            Number("BAD PARSES"),
            Number("RATE"),
            Number("P50"),
            Number("P95"));
        foreach (ModelStats model in models)
        {
            grid.Add(
                new(model.Role, StoryTone.Role),
                new(model.Model ?? "unknown"),
                Cells.Number(model.Attempts),
                Cells.Number(model.Retries),
                Cells.Count(model.ParseFailures, StoryTone.Bad),
                Cells.Rate(model.ParseFailureRate),
                Cells.Median(model.LatencyMs),
                Cells.Tail(model.LatencyMs));
        }

        return grid;
    }

    private static Grid Tokens(IReadOnlyList<ModelStats> models)
    {
        var grid = new Grid(
            new GridColumn("ROLE"),
            new GridColumn("MODEL") { IsFlexible = true },
            Number("TOKENS IN"),
            Number("OUT"),
            Number("CACHED") with { GoesAt = 2 },
            Number("REASONING") with { GoesAt = 1 },
            new GridColumn("REPORTED BY"));
        foreach (ModelStats model in models)
        {
            grid.Add(
                new(model.Role, StoryTone.Role),
                new(model.Model ?? "unknown"),
                Cells.Number(model.Tokens.Input),
                Cells.Number(model.Tokens.Output),
                Cells.Number(model.Tokens.CachedInput),
                Cells.Number(model.Tokens.Reasoning),
                new(Text($"{model.Tokens.ReportedBy} of {model.Attempts}")));
        }

        return grid;
    }

    private static IEnumerable<StoryLine> Loss(LossStats loss)
    {
        long missing = loss.Dropped + loss.Rejected + loss.Truncated;
        yield return loss.RunsWithLedger == 0
            ? StoryLine.Of("loss unknown: no run has an end line", StoryTone.Warning)
            : StoryLine.Of(
                Text($"loss: {loss.Dropped} dropped, {loss.Rejected} rejected, {loss.Truncated} truncated, {loss.Redacted} redactions of {loss.Emitted} emitted"),
                missing > 0 ? StoryTone.Bad : StoryTone.Plain);
        if (loss is { RunsWithLedger: > 0, RunsWithoutLedger: > 0 })
        {
            yield return StoryLine.Of($"      without the losses of {Counted.Of(loss.RunsWithoutLedger, "run")} that have no end line", StoryTone.Warning);
        }
    }

    private static GridColumn Number(string title) => new(title) { IsNumber = true };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
