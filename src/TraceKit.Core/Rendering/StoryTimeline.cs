using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Rendering;

/// <summary>The events of a run, one line each: what belongs to a decision is indented under its input, an answer names the input and how long it took.</summary>
internal sealed class StoryTimeline
{
    private const int MaxDepth = 8;
    private const int MaxRoleWidth = 16;
    private const int NarrowRoleWidth = 8;
    private const int NarrowBelow = 100;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = RunFormat.MaxDepth };

    private readonly RecordedRun _run;
    private readonly int _width;
    private readonly bool _full;
    private readonly Dictionary<long, (int Depth, DateTimeOffset Time)> _before = [];
    private readonly int _seqWidth;
    private readonly int _stepWidth;
    private readonly int _maxRoleWidth;
    private readonly int _roleWidth;
    private readonly int _nameWidth;

    public StoryTimeline(RecordedRun run, int width, bool full)
    {
        _run = run;
        _width = width;
        _full = full;
        _seqWidth = Math.Max(3, run.Events.Select(recorded => Number(recorded.Seq).Length).DefaultIfEmpty().Max());
        _stepWidth = run.Events.Any(recorded => recorded.Step is not null)
            ? Math.Max(4, run.Events.Max(recorded => Number(recorded.Step).Length))
            : 0;
        _maxRoleWidth = width < NarrowBelow ? NarrowRoleWidth : MaxRoleWidth;
        _roleWidth = Math.Min(_maxRoleWidth, run.Events.Select(recorded => TerminalText.Width(TerminalText.Line(recorded.Role ?? string.Empty))).DefaultIfEmpty().Max());
        _nameWidth = Math.Min(width / 4, run.Events.Select(recorded => TerminalText.Width(TerminalText.Line(recorded.Type)) + 2).DefaultIfEmpty(5).Max());
    }

    public IEnumerable<StoryLine> Lines()
    {
        if (_run.Events.Count > 0)
        {
            yield return Heading();
        }

        int gap = 0;
        foreach (RecordedEvent recorded in _run.Events)
        {
            for (; gap < _run.Gaps.Count && _run.Gaps[gap].After < recorded.Seq; gap++)
            {
                yield return Missing(_run.Gaps[gap]);
            }

            yield return Row(recorded);
            foreach (StoryLine line in _full ? Data(recorded) : [])
            {
                yield return line;
            }
        }

        foreach (RunGap rest in _run.Gaps.Skip(gap))
        {
            yield return Missing(rest);
        }

        yield return Last();
    }

    private StoryLine Heading() => StoryLine.Of(Columns("time".PadLeft(9), "seq", "step", "role") + "event", StoryTone.Dim);

    private StoryLine Row(RecordedEvent recorded)
    {
        int depth = recorded.Decision is { } decision && _before.TryGetValue(decision, out var parent) ? Math.Min(parent.Depth + 1, MaxDepth) : 0;
        _before.TryAdd(recorded.Seq, (depth, recorded.Time));
        string clock = DurationText.Clock(recorded.Time - _run.Header.StartedAt).PadLeft(9);
        string role = TerminalText.Line(recorded.Role ?? string.Empty, _maxRoleWidth);
        string name = new string(' ', 2 * depth) + (recorded.Answers is null ? string.Empty : "↳ ") + TerminalText.Line(recorded.Type);
        string before = Columns(clock, Number(recorded.Seq), Number(recorded.Step), null);
        var spans = new List<StorySpan>
        {
            new(before, StoryTone.Dim),
            new(Fill(role, _roleWidth) + (_roleWidth > 0 ? "  " : string.Empty), StoryTone.Role),
            new(Fill(name, _nameWidth) + "  ", StoryTone.Strong),
        };
        int left = _width - spans.Sum(span => TerminalText.Width(span.Text));
        AddCut(spans, Answered(recorded), StoryTone.Dim, ref left);
        EventSummary summary = EventSummaries.Of(recorded);
        AddCut(spans, summary.Verdict is { } verdict ? verdict : string.Empty, summary.Tone, ref left);
        AddCut(spans, summary.Text, StoryTone.Plain, ref left);
        return new StoryLine(Trimmed(spans));
    }

    private string Answered(RecordedEvent recorded)
    {
        if (recorded.Answers is not { } input)
        {
            return string.Empty;
        }

        string parsed = recorded.Parsed is { } method and not "strict" ? $" {method}" : string.Empty;
        return _before.TryGetValue(input, out var asked)
            ? $"#{Number(input)} +{DurationText.Of(recorded.Time - asked.Time)}{parsed}"
            : $"#{Number(input)}{parsed}";
    }

    private StoryLine Missing(RunGap gap) => new(
    [
        new StorySpan(DurationText.Clock(gap.From - _run.Header.StartedAt).PadLeft(9) + "  ", StoryTone.Dim),
        new StorySpan(TerminalText.Line($"{Number(gap.Count)} event(s) missing here: {gap.Reason} {gap.EventType}", _width - 11), StoryTone.Bad),
    ]);

    private StoryLine Last()
    {
        if (_run.End is not { } end)
        {
            return StoryLine.Of("           no end line", StoryTone.Warning);
        }

        string how = EventSummary.Join(end.Status.ToString().ToLowerInvariant(), end.StopReason);
        return new StoryLine(
        [
            new StorySpan(DurationText.Clock(end.EndedAt - _run.Header.StartedAt).PadLeft(9) + "  ", StoryTone.Dim),
            new StorySpan("end  ", StoryTone.Strong),
            new StorySpan(TerminalText.Line(how, _width - 16), end.Status == RunStatus.Completed ? StoryTone.Good : StoryTone.Bad),
        ]);
    }

    private static IEnumerable<StoryLine> Data(RecordedEvent recorded)
    {
        using var document = JsonDocument.Parse(recorded.Data);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            document.RootElement.WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()).Split('\n').Select(line => StoryLine.Of("           " + TerminalText.Escape(line), StoryTone.Dim));
    }

    private string Columns(string clock, string seq, string step, string? role) => string.Concat(
        clock,
        " ",
        seq.PadLeft(_seqWidth),
        _stepWidth > 0 ? " " + step.PadLeft(_stepWidth) : string.Empty,
        "  ",
        role is not null && _roleWidth > 0 ? role.PadRight(_roleWidth) + "  " : string.Empty);

    private static void AddCut(List<StorySpan> spans, string text, StoryTone tone, ref int left)
    {
        string shown = text.Length == 0 || left < 4 ? string.Empty : TerminalText.Line(text, left);
        if (shown.Length > 0)
        {
            spans.Add(new StorySpan(shown + "  ", tone));
            left -= TerminalText.Width(shown) + 2;
        }
    }

    /// <summary>Without the blanks after the last piece.</summary>
    private static List<StorySpan> Trimmed(List<StorySpan> spans)
    {
        spans[^1] = spans[^1] with { Text = spans[^1].Text.TrimEnd(' ') };
        return spans;
    }

    private static string Fill(string text, int width) => text + new string(' ', Math.Max(0, width - TerminalText.Width(text)));

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
