using System.Globalization;
using System.Text;
using TraceKit.Learning.Stories;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>Draws what became of each rule: a lane for each name, a line while the rule lives, a bow where rules became one.</summary>
internal sealed class LineageSvg
{
    private const double Width = 880;
    private const double LabelWidth = 250;
    private const double Lane = 22;
    private const double Top = 68;
    private const int MostLanes = 400;

    private readonly IReadOnlyList<RuleLife> _lives;
    private readonly List<string> _lanes;
    private readonly List<int> _steps;
    private readonly IReadOnlyList<StoryStep> _names;
    private readonly StringBuilder _svg = new();

    private LineageSvg(IReadOnlyList<RuleLife> lives, IReadOnlyList<StoryStep> names)
    {
        _lanes = [.. lives.Select(life => life.Rule.Name).Distinct(StringComparer.Ordinal).Take(MostLanes)];
        HashSet<string> shown = [.. _lanes];
        _lives = [.. lives.Where(life => shown.Contains(life.Rule.Name))];
        _names = names;
        _steps = [.. lives.SelectMany(life => new[] { life.Born, life.Ended ?? life.Born }).Append(names.Count - 1).Distinct().Order()];
    }

    /// <summary>The picture, or an empty text when the story has no rule.</summary>
    public static string Draw(LearningStory story)
    {
        IReadOnlyList<RuleLife> lives = RuleLineage.Of(story).Lives;
        return lives.Count == 0 ? string.Empty : new LineageSvg(lives, StorySteps.Of(story)).Draw();
    }

    private string Draw()
    {
        double height = Top + (_lanes.Count * Lane) + 12;
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" class="tk" viewBox="0 0 {Width} {P(height)}" role="img" aria-label="What became of each rule">""");
        _svg.Append("<style>").Append(SvgStyle.Css).Append("</style>\n");
        Add($"""<rect class="g" width="{Width}" height="{P(height)}"/>""");
        Steps(height);
        foreach ((int lane, string name) in _lanes.Index())
        {
            Add($"""<text class="end" x="{P(LabelWidth - 12)}" y="{P(Y(lane) + 4)}">{MarkupText.Html(TerminalText.Line(name, 36))}<title>{MarkupText.Html(name)}</title></text>""");
        }

        foreach (RuleLife life in _lives)
        {
            Joins(life);
        }

        foreach (RuleLife life in _lives)
        {
            Life(life);
        }

        _svg.Append("</svg>\n");
        return _svg.ToString();
    }

    private void Steps(double height)
    {
        int every = Math.Max(1, (int)Math.Ceiling(_steps.Count / 14.0));
        foreach ((int place, int step) in _steps.Index())
        {
            Add($"""<line class="grid" x1="{P(X(step))}" x2="{P(X(step))}" y1="{P(Top - 14)}" y2="{P(height - 8)}"/>""");
            if (place % every == 0)
            {
                Add($"""<text class="soft" transform="translate({P(X(step) + 2)} {P(Top - 18)}) rotate(-28)">{MarkupText.Html(_names[step].Name)}</text>""");
            }
        }
    }

    private void Life(RuleLife life)
    {
        int lane = _lanes.IndexOf(life.Rule.Name);
        double to = life.Ended is { } ended ? X(ended) : Width - 24;
        (string x, string y) = (P(X(life.Born)), P(Y(lane)));
        string id = life.Rule.Id is { } known ? $" ({known})" : string.Empty;
        string tip = MarkupText.Html($"{life.Rule.Name}{id}: {life.BornBy.Replace('_', ' ')} at {_names[life.Born].Name}{(life.Ended is { } at ? $", {life.EndedBy!.Replace('_', ' ')} at {_names[at].Name}" : ", survives")}");
        Add($"""<g><line class="{(life.Ended is null ? "life" : "gone")}" x1="{x}" x2="{P(to)}" y1="{y}" y2="{y}"/><circle class="{(life.Ended is null ? "f0" : "soft")}" cx="{x}" cy="{y}" r="4.5"/><title>{tip}</title></g>""");
        if (life is { EndedBy: not ("merged" or "replaced") and not null })
        {
            Add($"""<path class="cross" d="M{P(to - 4)} {P(Y(lane) - 4)}l8 8m0 -8l-8 8"/>""");
        }
    }

    private void Joins(RuleLife life)
    {
        if (life is not { Ended: { } ended, Into: { } into } || _lanes.IndexOf(into.Name) is not (>= 0 and var target) || target == _lanes.IndexOf(life.Rule.Name))
        {
            return;
        }

        (double x, double from, double to) = (X(ended), Y(_lanes.IndexOf(life.Rule.Name)), Y(target));
        double bow = Math.Min(26, 8 + (Math.Abs(to - from) / 10));
        Add($"""<path class="join" d="M{P(x)} {P(from)}C{P(x - bow)} {P(from)} {P(x - bow)} {P(to)} {P(x)} {P(to)}"/>""");
    }

    private double X(int step)
    {
        int place = _steps.IndexOf(step);
        double room = Width - LabelWidth - 60;
        return LabelWidth + 8 + (_steps.Count == 1 ? 0 : room * place / (_steps.Count - 1));
    }

    private static double Y(int lane) => Top + (lane * Lane) + (Lane / 2) - 6;

    private static string P(double value) => StoryNumbers.Point(value);

    private void Add(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
