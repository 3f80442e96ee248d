using System.Globalization;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>A story as lines of 76 columns, in the manner of a ranking report. What does not fit beside a step stands under it.</summary>
internal sealed class StoryTable(LearningStory story, int width)
{
    private const int Least = 76;
    private const int NameWidth = 18;
    private const int DetailLines = 4;

    private readonly int _width = Math.Max(width, Least);
    private readonly int _numberWidth = Math.Max(2, story.Entries.Count.ToString(CultureInfo.InvariantCulture).Length);

    public IEnumerable<StoryLine> Lines()
    {
        StoryLine rule = StoryLine.Of(new string('=', Least), StoryTone.Dim);
        yield return StoryLine.Blank;
        yield return rule;
        string title = $"LEARNING TRACE  {TerminalText.Line(StoryHead.Dataset(story))}  ({TerminalText.Line(StoryHead.Facts(story))})";
        foreach (string line in TerminalText.Width(title) <= _width ? [title] : TextWrap.Lines(title, _width, 3))
        {
            yield return StoryLine.Of(line, StoryTone.Strong);
        }

        yield return rule;
        yield return StoryLine.Blank;
        if (StoryHead.Gains(story) is { } gains)
        {
            yield return StoryLine.Of("  " + gains);
            yield return StoryLine.Blank;
        }

        string header = Row("#", "Step", "Outcome", "F1 before", "F1 after", "ΔF1", "Rules");
        yield return StoryLine.Of("  " + header + "  Detail", StoryTone.Dim);
        yield return StoryLine.Of("  " + new string('-', Least - 2), StoryTone.Dim);
        foreach ((int index, StoryStep step) in StorySteps.Of(story).Index())
        {
            foreach (StoryLine line in Step(index + 1, step, header.Length + 2))
            {
                yield return line;
            }
        }

        foreach (StoryLine line in Findings())
        {
            yield return line;
        }

        yield return StoryLine.Blank;
        yield return rule;
        yield return StoryLine.Blank;
    }

    private IEnumerable<StoryLine> Step(int number, StoryStep step, int taken)
    {
        string name = TerminalText.Line(step.Name, NameWidth - 1);
        string outcome = step.Outcome ?? "-";
        string row = Row(
            number.ToString(CultureInfo.InvariantCulture),
            name,
            outcome,
            Percent(step.Before),
            Percent(step.After),
            step.Delta is { } delta ? StoryNumbers.Delta(delta) : "-",
            step.Rules?.ToString(CultureInfo.InvariantCulture) ?? "-");
        int at = row.IndexOf(outcome, _numberWidth + 2 + NameWidth, StringComparison.Ordinal);
        string detail = TerminalText.Line(step.Detail);
        bool fits = TerminalText.Width(detail) <= _width - taken - 2;
        yield return new StoryLine(
        [
            new("  " + row[..(_numberWidth + 2)], StoryTone.Dim),
            new(row[(_numberWidth + 2)..at], StoryTone.Strong),
            new(outcome, step.Tone),
            new(row[(at + outcome.Length)..]),
            new(fits && detail.Length > 0 ? "  " + detail : string.Empty),
        ]);
        string margin = new(' ', _numberWidth + 4);
        foreach (string line in fits ? [] : TextWrap.Lines(detail, _width - margin.Length, DetailLines))
        {
            yield return StoryLine.Of(margin + line, StoryTone.Dim);
        }
    }

    private IEnumerable<StoryLine> Findings()
    {
        if (story.Findings.Count == 0)
        {
            yield break;
        }

        yield return StoryLine.Blank;
        foreach (LearningFinding finding in story.Findings)
        {
            StoryTone tone = finding.Severity switch
            {
                FindingSeverity.Error => StoryTone.Bad,
                FindingSeverity.Warning => StoryTone.Warning,
                _ => StoryTone.Dim,
            };
            string margin = "  ";
            foreach (string line in TextWrap.Lines(TerminalText.Line(finding.ToString()), _width - 4, DetailLines))
            {
                yield return StoryLine.Of(margin + line, tone);
                margin = "    ";
            }
        }
    }

    private string Row(string number, string name, string outcome, string before, string after, string delta, string rules) => string.Concat(
        number.PadLeft(_numberWidth), "  ", Fill(name, NameWidth), outcome.PadRight(9), " ", before.PadLeft(9), " ", after.PadLeft(9), " ", delta.PadLeft(7), " ", rules.PadLeft(6));

    private static string Fill(string text, int width) => text + new string(' ', Math.Max(0, width - TerminalText.Width(text)));

    private static string Percent(double? share) => share is { } known ? StoryNumbers.Percent(known) : "-";
}
