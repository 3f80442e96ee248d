using System.Globalization;
using TraceKit.Rendering;
using TraceKit.Sft.Gates;

namespace TraceKit.Cli.Commands.Sft;

/// <summary>What gates say, one a line, each trouble with its worst findings below it.</summary>
internal static class GateTable
{
    private const int ShownFindings = 3;

    public static IEnumerable<StoryLine> Of(IReadOnlyList<GateResult> gates, int? width)
    {
        foreach (GateResult gate in gates)
        {
            (string word, StoryTone tone) = Verdict(gate.Verdict);
            string text = $"{gate.Title}: {gate.Message}";
            yield return new StoryLine(
            [
                new($"{gate.Id,-9} "),
                new($"{word,-8} ", tone),
                new(TerminalText.Line(text, width is { } room ? Math.Max(room - 19, 40) : int.MaxValue), gate.Verdict == GateVerdict.NotApplicable ? StoryTone.Dim : StoryTone.Plain),
            ]);
            if (gate.Verdict is GateVerdict.Warning or GateVerdict.Error)
            {
                foreach (StoryLine line in Evidence(gate, width))
                {
                    yield return line;
                }
            }
        }
    }

    private static IEnumerable<StoryLine> Evidence(GateResult gate, int? width)
    {
        foreach (GateEvidence evidence in gate.Evidence.Take(ShownFindings))
        {
            string text = TerminalText.Line($"{evidence.Row}: {evidence.Message}", width is { } room ? Math.Max(room - 19, 40) : int.MaxValue);
            yield return new StoryLine([new(new string(' ', 19)), new(text, StoryTone.Dim)]);
        }

        if (gate.Evidence.Count > ShownFindings)
        {
            yield return StoryLine.Of(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', 19)}… --json lists more"), StoryTone.Dim);
        }
    }

    private static (string Word, StoryTone Tone) Verdict(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => ("pass", StoryTone.Good),
        GateVerdict.Warning => ("warning", StoryTone.Warning),
        GateVerdict.Error => ("ERROR", StoryTone.Bad),
        _ => ("-", StoryTone.Dim),
    };
}
