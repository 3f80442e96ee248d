using System.Globalization;
using System.Text;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>A story as one page that needs nothing else: no script, no font, no request.</summary>
internal sealed class StoryPage(LearningStory story)
{
    private const string Css = """
        :root{color-scheme:light dark;--ink:#1f2937;--soft:#6b7280;--line:#e5e7eb;--ground:#f8fafc;--card:#fff;--good:#15803d;--bad:#c2410c;--warn:#a16207;--accent:#2563eb}
        @media (prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#9ca3af;--line:#374151;--ground:#0b1120;--card:#111827;--good:#4ade80;--bad:#fb923c;--warn:#facc15;--accent:#60a5fa}}
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 ui-sans-serif,system-ui,"Segoe UI","DejaVu Sans",sans-serif}
        main{max-width:1000px;margin:0 auto;padding:32px 20px 64px}h1{font-size:28px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:18px;margin:36px 0 12px}
        .sub{color:var(--soft);margin:0 0 24px;overflow-wrap:anywhere}.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:0 0 24px}
        .tile,.card{background:var(--card);border:1px solid var(--line);border-radius:10px}.tile{padding:12px 16px}.tile b{display:block;font-size:22px;line-height:1.25;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .tile span{color:var(--soft);font-size:13px}.card{padding:14px;overflow-x:auto}.card svg{display:block;width:100%;min-width:640px;height:auto}
        table{border-collapse:collapse;width:100%;font-size:14px}th{color:var(--soft);font-weight:500;text-align:left;border-bottom:1px solid var(--line);padding:6px 10px;white-space:nowrap}
        td{padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top}tr:last-child td{border-bottom:0}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td.step{font-weight:600;white-space:nowrap}.d{color:var(--soft);overflow-wrap:anywhere;min-width:220px}.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.dim{color:var(--soft)}
        ul.f{list-style:none;margin:0;padding:0}ul.f li{padding:8px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}ul.f li:last-child{border:0}code{font:13px ui-monospace,"DejaVu Sans Mono",monospace}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}

        """;

    private readonly StringBuilder _page = new();

    public string Write()
    {
        string title = MarkupText.Html(StoryHead.Dataset(story));
        _page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>Learning trace: {title}</title>\n<style>{Css}</style></head><body><main>\n<h1>{title}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">Learning trace, {MarkupText.Html(StoryHead.Facts(story))}</p>\n");
        Tiles();
        Card("F1 and number of rules", CurveSvg.Draw(story));
        Steps();
        Card("What became of each rule", LineageSvg.Draw(story));
        Findings();
        Setup();
        return _page.Append("</main></body></html>\n").ToString();
    }

    private void Tiles()
    {
        LearningGains gains = LearningGains.Of(story);
        Final? final = story.Entries.LastOrDefault(entry => entry.Final is not null)?.Final;
        double? last = final?.Metrics?.MicroF1 ?? gains.To;
        _page.Append("<div class=\"tiles\">");
        Tile(last is { } f1 ? StoryNumbers.Percent(f1) : "unknown", final is null ? "F1, as far as it goes" : "final F1");
        Tile(gains.Total is { } total ? StoryNumbers.Delta(total) : "unknown", "F1 gained on the way");
        Tile(final?.Rules.Count.ToString(CultureInfo.InvariantCulture) ?? "unknown", "final rules");
        Tile(StoryHead.Iterations(story)?.ToString(CultureInfo.InvariantCulture) ?? "unknown", "iterations");
        Tile((final?.StopReason ?? story.StopReason ?? "unknown").Replace('_', ' '), "why it stopped");
        _page.Append("</div>\n");
    }

    private void Tile(string value, string what) => _page.Append(CultureInfo.InvariantCulture, $"<div class=\"tile\"><b>{MarkupText.Html(value)}</b><span>{what}</span></div>");

    private void Card(string title, string content)
    {
        if (content.Length > 0)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<div class=\"card\">{content}</div>\n");
        }
    }

    private void Steps()
    {
        var rows = new StringBuilder("<table><thead><tr><th class=\"n\">#</th><th>step</th><th>outcome</th><th class=\"n\">F1 before</th><th class=\"n\">F1 after</th><th class=\"n\">ΔF1</th><th class=\"n\">rules</th><th>detail</th></tr></thead><tbody>\n");
        foreach ((int index, StoryStep step) in StorySteps.Of(story).Index())
        {
            string change = step.Delta switch
            {
                > ScoreBook.Tolerance => "n good",
                < -ScoreBook.Tolerance => "n bad",
                _ => "n dim",
            };
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n dim\">{index + 1}</td><td class=\"step\">{MarkupText.Html(step.Name)}</td><td class=\"{ClassOf(step.Tone)}\">{step.Outcome}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{Percent(step.Before)}</td><td class=\"n\">{Percent(step.After)}</td><td class=\"{change}\">{(step.Delta is { } delta ? StoryNumbers.Delta(delta) : "–")}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{step.Rules?.ToString(CultureInfo.InvariantCulture) ?? "–"}</td><td class=\"d\">{MarkupText.Html(step.Detail)}</td></tr>\n");
        }

        Card("Steps", rows.Append("</tbody></table>").ToString());
    }

    private void Findings()
    {
        string items = string.Concat(story.Findings.Select(finding =>
            $"<li><code class=\"{(finding.Severity == FindingSeverity.Error ? "bad" : finding.Severity == FindingSeverity.Warning ? "warn" : "dim")}\">{finding.Rule}</code> {MarkupText.Html(finding.ToString()[(finding.Rule.Length + 2)..])}</li>\n"));
        Card("What does not fit together", items.Length > 0 ? $"<ul class=\"f\">{items}</ul>" : string.Empty);
    }

    private void Setup()
    {
        string facts = string.Concat(SetupFacts.All(story).Select(fact => $"<dt>{MarkupText.Html(fact.Key.Replace('_', ' '))}</dt><dd>{MarkupText.Html(fact.Value)}</dd>"));
        Card("Setup", $"<dl><dt>run</dt><dd><code>{MarkupText.Html(story.RunId)}</code></dd>{facts}</dl>");
    }

    private static string ClassOf(StoryTone tone) => tone switch
    {
        StoryTone.Good => "good",
        StoryTone.Bad => "bad",
        StoryTone.Warning => "warn",
        _ => string.Empty,
    };

    private static string Percent(double? share) => share is { } known ? StoryNumbers.Percent(known) : "–";
}
