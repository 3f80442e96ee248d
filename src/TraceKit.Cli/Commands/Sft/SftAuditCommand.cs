using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Lineage;

namespace TraceKit.Cli.Commands.Sft;

/// <summary><c>tracekit sft audit</c>: walks from a row to the events and bytes that it came from, and proves each step.</summary>
internal static class SftAuditCommand
{
    private const int ShownProblems = 20;

    public static Command Create(CommandContext context)
    {
        var path = new Argument<string>("DS") { Description = "The dataset." };
        var row = new Argument<string?>("ROW") { Description = "The row, such as train:0, or the start of its SHA-256. Default: all rows are proved.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> traces = AuditParts.Traces();
        var full = new Option<bool>("--full") { Description = "Show the row and its events whole." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("audit", "Walk from a row to the events and bytes that it came from; check every hash and make the row's values once more.")
        {
            path, row, traces, full, json,
        };
        command.SetAction(parsed =>
        {
            string? wanted = parsed.GetValue(row);
            AuditResult audit = DatasetAudit.Audit(parsed.GetRequiredValue(path), wanted, parsed.GetValue(traces));
            return Run(new Screen(context), audit, wanted is not null, parsed.GetValue(full), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(Screen screen, AuditResult audit, bool oneRow, bool full, bool json)
    {
        if (json)
        {
            screen.WriteJson(audit, CliJson.Default.AuditResult);
        }
        else
        {
            if (oneRow)
            {
                Show(screen, audit.Rows[0], full);
            }

            Conclude(screen, audit);
        }

        return audit.IsProved ? ExitCodes.Ok : ExitCodes.BadData;
    }

    private static void Show(Screen screen, RowAudit audit, bool full)
    {
        int? width = full ? null : screen.StoryWidth;
        LineageRow lineage = audit.Lineage;
        string success = lineage.Success switch
        {
            true => $"success, says {lineage.SuccessSource}",
            false => $"no success, says {lineage.SuccessSource}",
            null => "success unknown",
        };
        screen.Write(new StoryLine([new($"row {audit.Row}", StoryTone.Strong), new($"  {lineage.Kind}, sha256 {lineage.Sha256[..16]}…")]));
        screen.Write(new StoryLine([new("  "), new(Fit(audit.Text, width - 2), StoryTone.Dim)]));
        screen.Write(new StoryLine([new("run "), new(lineage.RunId, StoryTone.Strong), new($"  {success}")]));
        screen.Write($"  task {lineage.TaskId ?? "-"}, kept together as {lineage.Group}");
        screen.Write($"  {lineage.File}, seal {lineage.Seal[..16]}…");
        screen.Write(Counted.Of(audit.Sources.Count, "source event"));
        foreach (AuditedSource source in audit.Sources)
        {
            screen.Write(Source(source, lineage));
            screen.Write(new StoryLine([new("     "), new(Fit((full ? source.Text : null) ?? Data(source.Text), width - 5), StoryTone.Dim)]));
        }
    }

    private static StoryLine Source(AuditedSource source, LineageRow lineage)
    {
        IEnumerable<MapEntry> given = lineage.Map.Where(entry => source.Address == string.Create(CultureInfo.InvariantCulture, $"{lineage.RunId}#{entry.Seq}"));
        string seq = source.Address[(source.Address.LastIndexOf('#') + 1)..];
        string to = string.Join(", ", given.GroupBy(entry => entry.Op).Select(op => $"{op.Key} to {op.First().To}{(op.Count() > 1 ? $" and {op.Count() - 1} more" : string.Empty)}{(op.Any(entry => entry.Loss) ? " (trained)" : string.Empty)}"));
        return new StoryLine(
        [
            new($"  #{seq} ", StoryTone.Strong),
            new(source.Type, StoryTone.Role),
            new(string.Create(CultureInfo.InvariantCulture, $"  line {source.Line}, bytes {source.Offset}+{source.Length}, sha256 {source.Sha256[..16]}…")),
            new(to.Length > 0 ? $"  {to}" : string.Empty, StoryTone.Good),
            new(source.Origin is { File: { } file } origin ? string.Create(CultureInfo.InvariantCulture, $"  from {origin.Format} {file}, bytes {origin.Offset}+{origin.Length}") : string.Empty, StoryTone.Dim),
        ]);
    }

    /// <summary>What distinguishes an event's line from others: its data.</summary>
    private static string Data(string? line)
    {
        if (line is null)
        {
            return "(not found)";
        }

        int start = line.IndexOf("\"data\":", StringComparison.Ordinal);
        return start < 0 ? line : line[start..];
    }

    private static void Conclude(Screen screen, AuditResult audit)
    {
        List<string> problems =
        [
            .. audit.DatasetProblems,
            .. audit.RunFindings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()),
            .. audit.Rows.SelectMany(row => row.Problems.Select(problem => $"{row.Row}: {problem}")),
        ];
        foreach (string problem in problems.Take(ShownProblems))
        {
            screen.Write(problem, StoryTone.Bad);
        }

        if (problems.Count > ShownProblems)
        {
            screen.Write($"… and {problems.Count - ShownProblems} more; --json lists them", StoryTone.Dim);
        }

        screen.Write(audit.IsProved
            ? new StoryLine([new("proved", StoryTone.Good), new($": {Counted.Of(audit.RowsChecked, "row")}; dataset files, manifest, run seals, event bytes and every value of the row agree")])
            : new StoryLine([new("not proved", StoryTone.Bad), new($": {Counted.Of(problems.Count, "problem")} in {Counted.Of(audit.RowsChecked, "row")}")]));
    }

    private static string Fit(string text, int? width) => width is { } room ? TerminalText.Line(text, room) : text;
}
