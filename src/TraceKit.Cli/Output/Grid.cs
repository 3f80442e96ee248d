using TraceKit.Rendering;

namespace TraceKit.Cli.Output;

/// <summary>A table without lines: each row takes one line of text, for want of room whole columns go and one column is cut.</summary>
internal sealed class Grid(params IReadOnlyList<GridColumn> columns)
{
    private const int LeastFlexibleWidth = 16;
    private const string Separator = "  ";

    private readonly List<StorySpan[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params IReadOnlyList<StorySpan> cells) =>
        _rows.Add([.. cells.Select(cell => cell with { Text = TerminalText.Line(cell.Text) })]);

    /// <summary>Lays the table out.</summary>
    /// <param name="width">Columns of the terminal, or null when there is room for all.</param>
    public IEnumerable<StoryLine> Lines(int? width)
    {
        int[] widths = [.. columns.Select((column, index) => _rows.Select(row => TerminalText.Width(row[index].Text)).Append(column.Title.Length).Max())];
        List<int> shown = [.. Enumerable.Range(0, columns.Count)];
        if (width is { } room)
        {
            Fit(widths, shown, room);
        }

        yield return Line([.. columns.Select(column => new StorySpan(column.Title, StoryTone.Dim))], widths, shown);
        foreach (StorySpan[] row in _rows)
        {
            yield return Line(row, widths, shown);
        }
    }

    private void Fit(int[] widths, List<int> shown, int room)
    {
        while (Needed(widths, shown, LeastFlexibleWidth) > room && shown.Exists(index => columns[index].GoesAt > 0))
        {
            shown.Remove(shown.MaxBy(index => columns[index].GoesAt));
        }

        if (shown.FindIndex(index => columns[index].IsFlexible) is >= 0 and var place)
        {
            int flexible = shown[place];
            int left = room - Needed(widths, shown, 0);
            widths[flexible] = Math.Min(widths[flexible], Math.Max(left, 4));
        }
    }

    private int Needed(int[] widths, List<int> shown, int flexibleWidth) =>
        shown.Sum(index => (columns[index].IsFlexible ? Math.Min(flexibleWidth, widths[index]) : widths[index]) + Separator.Length) - Separator.Length;

    private StoryLine Line(StorySpan[] cells, int[] widths, List<int> shown)
    {
        var spans = new List<StorySpan>();
        foreach (int index in shown)
        {
            string text = TerminalText.Line(cells[index].Text, widths[index]);
            string fill = new(' ', Math.Max(0, widths[index] - TerminalText.Width(text)));
            bool isLast = index == shown[^1];
            spans.Add(cells[index] with { Text = columns[index].IsNumber ? fill + text : isLast ? text : text + fill });
            spans.Add(new StorySpan(isLast ? string.Empty : Separator));
        }

        return new StoryLine(spans);
    }
}
