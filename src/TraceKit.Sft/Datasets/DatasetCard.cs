using System.Globalization;
using System.Text;
using TraceKit.Sft.Building;
using TraceKit.Sft.Gates;

namespace TraceKit.Sft.Datasets;

/// <summary>Writes the dataset card: what is in it, what was left out and why, what the gates say.</summary>
internal static class DatasetCard
{
    public static byte[] Write(DatasetReport report)
    {
        var card = new StringBuilder();
        card.Append("---\nconfigs:\n- config_name: default\n  data_files:\n");
        foreach (string split in report.Rows.Where(rows => rows.Value > 0).Select(rows => rows.Key))
        {
            card.Append(CultureInfo.InvariantCulture, $"  - split: {split}\n    path: {DatasetFormat.RowsOf(split)}\n");
        }

        card.Append("tags:\n- agents\n- sft\n- tracekit\n---\n\n");
        card.Append(CultureInfo.InvariantCulture, $"# Dataset '{Plain(report.Recipe.Name)}'\n\n");
        card.Append(CultureInfo.InvariantCulture, $"{report.Rows.Values.Sum()} rows for {report.Recipe.Format}, made of {report.Outcomes.Included.Values.Sum()} of {report.Outcomes.Started.Values.Sum()} agent runs by TraceKit. ");
        card.Append("Every row leads back to the bytes that it came from: `tracekit sft audit <this folder> train:0`.\n");
        Table(card, "Rows by split", ["split", "rows"], report.Rows.Select(rows => new[] { rows.Key, Number(rows.Value) }));
        Table(card, "Rows by kind", ["kind", "rows"], report.RowsByKind.Select(rows => new[] { rows.Key, Number(rows.Value) }));
        Table(card, "Runs by outcome", ["outcome and who says so", "started", "with rows"], report.Outcomes.Started.Select(outcome =>
            new[] { outcome.Key, Number(outcome.Value), Number(report.Outcomes.Included.GetValueOrDefault(outcome.Key)) }));
        Table(card, "What was left out", ["stage", "reason", "count"], report.Balance.SelectMany(Losses));
        card.Append("\nEvery candidate that was not taken is in `rejected.jsonl` with its reason. ");
        card.Append("At each stage what came in is what went on plus what was dropped:\n");
        Table(card, null, ["stage", "in", "out", "dropped", "unit"], report.Balance.Select(stage =>
            new[] { stage.Stage, Number(stage.In), Number(stage.Out), Number(stage.Dropped.Values.Sum()), stage.Unit }));
        Table(card, "Gates", ["gate", "asks", "says", "finding"], report.Gates.Select(gate => new[] { gate.Id, gate.Title, Verdict(gate.Verdict), Plain(gate.Message) }));
        return Encoding.UTF8.GetBytes(card.ToString());
    }

    private static IEnumerable<string[]> Losses(MassBalance stage) =>
        stage.Dropped.Select(drop => new[] { stage.Stage, drop.Key, Number(drop.Value) });

    private static void Table(StringBuilder card, string? title, string[] columns, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [.. rows];
        if (title is not null)
        {
            card.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        }

        if (lines.Count == 0)
        {
            card.Append("\nNothing.\n");
            return;
        }

        card.Append('\n');
        Line(card, columns);
        Line(card, [.. columns.Select(_ => "---")]);
        lines.ForEach(line => Line(card, line));
    }

    private static void Line(StringBuilder card, string[] cells) =>
        card.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <summary>Text of a trace as plain Markdown: no markup, no table breaks, no control characters.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if ("\\`*[]<>|".Contains(letter, StringComparison.Ordinal))
            {
                plain.Append('\\');
            }

            plain.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return plain.ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Verdict(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => "pass",
        GateVerdict.Warning => "**warning**",
        GateVerdict.Error => "**error**",
        _ => "nothing to check",
    };
}
