using System.Globalization;
using System.Text;
using TraceKit.Learning.Stories;

namespace TraceKit.Learning.Rendering;

/// <summary>Draws the F1 curves, and below them the size of the rule set.</summary>
internal sealed class CurveSvg
{
    private const double Left = 46;
    private const double Right = 20;
    private const double Top = 40;
    private const double Height = 210;
    private const double BarTop = Top + Height + 26;
    private const double BarHeight = 56;
    private const double Bottom = BarTop + BarHeight;
    private const double Width = 880;
    private const int MostLabels = 30;

    private readonly IReadOnlyList<CurvePoint> _points;
    private readonly List<string> _series;
    private readonly double _top;
    private readonly int _mostRules;
    private readonly StringBuilder _svg = new();

    private CurveSvg(IReadOnlyList<CurvePoint> points)
    {
        _points = points;
        _series = [.. points.Select(point => point.Series).Distinct(StringComparer.Ordinal)];
        _top = points.Count == 0 ? 1 : Math.Clamp(Math.Ceiling((points.Max(point => point.F1) + 0.02) * 10) / 10, 0.1, 1);
        _mostRules = Math.Max(1, points.Max(point => point.Rules) ?? 1);
    }

    /// <summary>The picture, or an empty text when there is no point to draw.</summary>
    public static string Draw(LearningStory story)
    {
        IReadOnlyList<CurvePoint> points = CurvePoints.Of(story);
        return points.Count == 0 ? string.Empty : new CurveSvg(points).Draw(StoryHead.Dataset(story));
    }

    private string Draw(string dataset)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" class="tk" viewBox="0 0 {Width} {Bottom + 34}" role="img" aria-label="F1 and number of rules, {MarkupText.Html(dataset)}">""");
        _svg.Append("<style>").Append(SvgStyle.Css).Append("</style>\n");
        Add($"""<rect class="g" width="{Width}" height="{Bottom + 34}"/>""");
        Legend();
        Grid();
        Bars();
        for (int series = 0; series < _series.Count; series++)
        {
            Line(series);
        }

        Marks();
        Labels();
        _svg.Append("</svg>\n");
        return _svg.ToString();
    }

    private void Legend()
    {
        double x = Left;
        for (int series = 0; series < _series.Count; series++)
        {
            string name = MarkupText.Html(_series[series]);
            Add($"""<circle class="f{series % SvgStyle.Series}" cx="{P(x + 5)}" cy="16" r="5"/><text x="{P(x + 15)}" y="20">{name}</text>""");
            x += 32 + (7 * _series[series].Length);
        }

        if (_points.Any(point => point.Mark == CurveMark.NotKept))
        {
            Add($"""<path class="bad" d="M{P(x)} 11l10 10m0 -10l-10 10"/><text x="{P(x + 16)}" y="20">not kept</text>""");
        }
    }

    private void Grid()
    {
        double step = _top <= 0.3 ? 0.05 : _top <= 0.6 ? 0.1 : 0.2;
        for (double share = 0; share <= _top + 0.001; share += step)
        {
            Add($"""<line class="grid" x1="{P(Left)}" x2="{P(Width - Right)}" y1="{P(Y(share))}" y2="{P(Y(share))}"/><text class="soft end num" x="{P(Left - 8)}" y="{P(Y(share) + 4)}">{(share * 100).ToString("0", CultureInfo.InvariantCulture)}%</text>""");
        }

        Add($"""<text class="soft" x="{P(Left)}" y="{P(BarTop - 8)}">rules</text>""");
    }

    private void Bars()
    {
        double wide = Math.Clamp((Width - Left - Right) / Math.Max(_points.Count, 1) * 0.62, 2, 34);
        int every = _points.Count > MostLabels ? 0 : 1;
        foreach ((int index, CurvePoint point) in _points.Index().Where(item => item.Item.Rules is not null))
        {
            double height = BarHeight * point.Rules!.Value / _mostRules;
            Add($"""<rect class="bar" x="{P(X(index) - (wide / 2))}" y="{P(Bottom - height)}" width="{P(wide)}" height="{P(height)}" rx="2"><title>{point.Rules} rules after {MarkupText.Html(point.Tip)}</title></rect>""");
            if (every > 0)
            {
                Add($"""<text class="mid num" x="{P(X(index))}" y="{P(Bottom - 4)}">{point.Rules}</text>""");
            }
        }
    }

    private void Line(int series)
    {
        (int Index, CurvePoint Point)[] points = [.. _points.Index().Where(item => item.Item.Series == _series[series] && item.Item.Mark != CurveMark.NotKept)];
        if (points.Length > 1)
        {
            string path = string.Join(' ', points.Select((item, at) => $"{(at == 0 ? 'M' : 'L')}{P(X(item.Index))} {P(Y(item.Point.F1))}"));
            Add($"""<path class="curve c{series % SvgStyle.Series}" d="{path}"/>""");
        }
    }

    private void Marks()
    {
        foreach ((int index, CurvePoint point) in _points.Index())
        {
            int color = _series.IndexOf(point.Series) % SvgStyle.Series;
            (string x, string y) = (P(X(index)), P(Y(point.F1)));
            string mark = point.Mark switch
            {
                CurveMark.NotKept => $"""<path class="bad" d="M{P(X(index) - 5)} {P(Y(point.F1) - 5)}l10 10m0 -10l-10 10">""",
                CurveMark.Cleaning => $"""<rect class="ring c{color}" x="{P(X(index) - 4.5)}" y="{P(Y(point.F1) - 4.5)}" width="9" height="9" transform="rotate(45 {x} {y})">""",
                _ => $"""<circle class="f{color}" cx="{x}" cy="{y}" r="4.5">""",
            };
            string close = point.Mark switch
            {
                CurveMark.NotKept => "path",
                CurveMark.Cleaning => "rect",
                _ => "circle",
            };
            Add($"{mark}<title>{StoryNumbers.Percent(point.F1)}  {MarkupText.Html(point.Tip)}</title></{close}>");
        }
    }

    /// <summary>Names the steps under the bars, and writes the first, the best and the last F1 of each curve beside their points.</summary>
    private void Labels()
    {
        int every = Math.Max(1, (int)Math.Ceiling(_points.Count / (double)MostLabels));
        foreach ((int index, CurvePoint point) in _points.Index().Where(item => item.Index % every == 0))
        {
            Add($"""<text class="soft mid" x="{P(X(index))}" y="{P(Bottom + 18)}">{MarkupText.Html(point.Label)}</text>""");
        }

        foreach (string series in _series)
        {
            (int Index, CurvePoint Point)[] points = [.. _points.Index().Where(item => item.Item.Series == series && item.Item.Mark != CurveMark.NotKept)];
            if (points.Length > 0)
            {
                foreach ((int index, CurvePoint point) in new[] { points[0], points.MaxBy(item => item.Point.F1), points[^1] }.Distinct())
                {
                    Add($"""<text class="mid bold num" x="{P(Math.Clamp(X(index), Left + 18, Width - Right - 12))}" y="{P(Y(point.F1) - 10)}">{StoryNumbers.Percent(point.F1)}</text>""");
                }
            }
        }
    }

    private double X(int index)
    {
        double room = Width - Left - Right - 40;
        return Left + 20 + (_points.Count == 1 ? room / 2 : room * index / (_points.Count - 1));
    }

    private double Y(double f1) => Top + Height - (Height * f1 / _top);

    private static string P(double value) => StoryNumbers.Point(value);

    private void Add(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
