using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Commands;

/// <summary><c>tracekit validate</c>: says what is wrong with run files, and where.</summary>
internal static class ValidateCommand
{
    private const int ShownPerRule = 50;

    public static Command Create(CommandContext context)
    {
        Argument<string> path = CommandParts.Path("DIR|FILE");
        var strict = new Option<bool>("--strict") { Description = "Warnings count: exit 1 when there is one." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("validate", "Check run files: format, checksums, seals, references, contracts of events.") { path, strict, json };
        command.SetAction(parsed => Run(
            new Screen(context), TraceScan.Of(context, parsed.GetRequiredValue(path)), parsed.GetRequiredValue(path), parsed.GetValue(strict), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, TraceScan scan, string path, bool strict, bool json)
    {
        if (scan.IsEmpty)
        {
            throw new CommandException(ExitCodes.BadData, scan.EmptyMessage);
        }

        var tally = new FindingTally();
        List<TraceFinding> findings = [];
        int runs = 0;
        long events = 0;
        foreach (RunFileContents contents in scan.Read())
        {
            tally.Add(contents.Findings);
            findings.AddRange(contents.Findings);
            runs += contents.Runs.Count;
            events += contents.Runs.Sum(run => (long)run.Events.Count);
        }

        var document = new ValidateDocument
        {
            Path = path,
            Files = scan.Files.Count,
            Runs = runs,
            Events = events,
            Errors = tally.Errors,
            Warnings = tally.Warnings,
            Infos = tally.Infos,
            Rules = [.. Rules(findings)],
            Findings = [.. findings.Select(FindingEntry.Of)],
        };
        if (json)
        {
            screen.WriteJson(document, CliJson.Default.ValidateDocument);
        }
        else
        {
            Report(screen, document, findings);
        }

        return tally.ExitCode(strict);
    }

    private static IEnumerable<RuleCount> Rules(List<TraceFinding> findings) => findings
        .GroupBy(finding => (finding.Rule, finding.Severity))
        .OrderByDescending(group => group.Key.Severity)
        .ThenBy(group => group.Key.Rule, StringComparer.Ordinal)
        .Select(group => new RuleCount(
            group.Key.Rule,
            FindingEntry.SeverityName(group.Key.Severity),
            group.Count(),
            group.DistinctBy(finding => finding.File).Count(),
            RuleMeanings.Of(group.Key.Rule)));

    private static void Report(Screen screen, ValidateDocument document, List<TraceFinding> findings)
    {
        screen.Write(Lines(findings));
        if (document.Rules.Count > 0)
        {
            screen.Write(StoryLine.Blank);
            screen.Write(Summary(document.Rules).Lines(screen.TableWidth));
            screen.Write(StoryLine.Blank);
        }

        string verdict = document switch
        {
            { Errors: 0, Warnings: 0 } => "sound",
            { Errors: 0 } => Counted.Of(document.Warnings, "warning"),
            _ => $"{Counted.Of(document.Errors, "error")}, {Counted.Of(document.Warnings, "warning")}",
        };
        StoryTone tone = document switch { { Errors: > 0 } => StoryTone.Bad, { Warnings: > 0 } => StoryTone.Warning, _ => StoryTone.Good };
        string what = $"{Counted.Of(document.Files, "file")}, {Counted.Of(document.Runs, "run")}, {Counted.Of(document.Events, "event")}: ";
        screen.Write(new StoryLine([new(what), new(verdict, tone)]));
    }

    private static IEnumerable<StoryLine> Lines(List<TraceFinding> findings)
    {
        Dictionary<string, int> seen = [];
        foreach (TraceFinding finding in findings)
        {
            int count = seen[finding.Rule] = seen.GetValueOrDefault(finding.Rule) + 1;
            if (count <= ShownPerRule)
            {
                yield return new StoryLine(
                [
                    new(finding.Where, StoryTone.Strong),
                    new(": "),
                    new(FindingEntry.SeverityName(finding.Severity), ToneOf(finding.Severity)),
                    new($" {finding.Rule}: {TerminalText.Line(finding.Message)}"),
                ]);
            }
        }

        foreach ((string rule, int count) in seen.Where(rule => rule.Value > ShownPerRule))
        {
            yield return StoryLine.Of(Text($"… and {count - ShownPerRule} more of {rule}; --json lists all"), StoryTone.Dim);
        }
    }

    private static Grid Summary(IReadOnlyList<RuleCount> rules)
    {
        var grid = new Grid(
            new GridColumn("RULE"),
            new GridColumn("SEVERITY"),
            new GridColumn("FOUND") { IsNumber = true },
            new GridColumn("FILES") { IsNumber = true, GoesAt = 1 },
            new GridColumn("MEANING") { IsFlexible = true });
        foreach (RuleCount rule in rules)
        {
            StoryTone tone = ToneOf(Enum.Parse<FindingSeverity>(rule.Severity, ignoreCase: true));
            grid.Add(new(rule.Rule, StoryTone.Strong), new(rule.Severity, tone), Cells.Number(rule.Findings), Cells.Number(rule.Files), new(rule.Meaning));
        }

        return grid;
    }

    private static StoryTone ToneOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => StoryTone.Bad,
        FindingSeverity.Warning => StoryTone.Warning,
        _ => StoryTone.Dim,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
