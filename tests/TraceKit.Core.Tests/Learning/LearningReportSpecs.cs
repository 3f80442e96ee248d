using System.Xml.Linq;
using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.Learning.Rendering;
using TraceKit.Learning.Stories;
using TraceKit.Rendering;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Learning;

public sealed class LearningReportSpecs : IDisposable
{
    private const string Hostile = "<script>alert(1)</script>|`x`](javascript:y) \u202e\u001b[2J";

    private readonly TempFolder _folder = new();

    [Fact]
    public void Markdown_has_a_row_for_each_step()
    {
        Approved.Check("markdown", LearningReport.Markdown(Story(), "demo.curve.svg", "demo.lineage.svg"));
    }

    [Fact]
    public void The_page_needs_nothing_else_and_has_both_pictures()
    {
        string page = LearningReport.Html(Story());

        Assert.Equal(2, page.Split("<svg").Length - 1);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pictures_are_well_formed_and_show_every_F1_and_every_rule()
    {
        XElement curve = XElement.Parse(LearningReport.CurveSvg(Story()));
        XElement lineage = XElement.Parse(LearningReport.LineageSvg(Story()));

        string[] titles = [.. curve.Descendants().Where(element => element.Name.LocalName == "title").Select(title => title.Value)];
        Assert.All((string[])["53.3%", "77.8%", "80.0%", "88.9%", "70.0%"], f1 => Assert.Contains(titles, title => title.StartsWith(f1, StringComparison.Ordinal)));
        string[] lanes = [.. lineage.Elements().Where(element => element.Name.LocalName == "text").Select(text => text.Value)];
        Assert.All((string[])["refund_kw", "cancel_kw", "noise", "cancel_syn", "money_back", "refund_family"], name => Assert.Contains(lanes, lane => lane.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lineage_says_how_each_rule_came_and_went()
    {
        IEnumerable<string> lives = RuleLineage.Of(Story()).Lives.Select(life => $"{life.Rule.Name} {life.BornBy}{(life.EndedBy is { } how ? $" {how}" : string.Empty)}{(life.Into is { } into ? $" {into.Name}" : string.Empty)}");

        Assert.Equal(
            [
                "refund_kw synthesis merged refund_family",
                "cancel_kw synthesis",
                "noise synthesis removed",
                "cancel_syn patch replaced cancel_syn",
                "money_back patch merged refund_family",
                "refund_family merge",
                "cancel_syn replacement",
                "money_back_2 patch pruned refund_family",
            ],
            lives);
    }

    [Fact]
    public void Colours_are_for_terminals_alone()
    {
        string plain = Printed(Story(), colors: false);
        string coloured = Printed(Story(), colors: true);

        Assert.DoesNotContain('\e', plain);
        Assert.Contains("\e[32maccepted\e[0m", coloured, StringComparison.Ordinal);
        Assert.All(plain.Split('\n'), line => Assert.True(TerminalText.Width(line) <= LearningReport.Columns, line));
    }

    [Fact]
    public void Names_of_models_harm_neither_terminal_nor_page_nor_Markdown()
    {
        // A file that somebody edited: a trace would have replaced a name with an escape in it.
        LearningStory story = Story() with { Entries = [new LearningEntry { Time = DateTimeOffset.UnixEpoch, Synthesis = new Synthesis { Mode = "bulk", Rules = [new RuleRef { Name = Hostile }], Metrics = SomeLearner.F1(0.5) } }] };

        string page = LearningReport.Html(story);
        string markdown = LearningReport.Markdown(story);
        string printed = Printed(story, colors: true);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("](javascript", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("`x`", markdown, StringComparison.Ordinal);
        Assert.All((string[])[page, markdown, printed], text => Assert.DoesNotContain('\u202e', text));
        Assert.DoesNotContain("\e[2J", printed, StringComparison.Ordinal);
        XElement.Parse(LearningReport.LineageSvg(story));
    }

    [Fact]
    public void An_empty_story_is_told_too()
    {
        LearningStory story = Story() with { Entries = [], Start = null };

        Assert.Contains("data set not recorded", Printed(story, colors: false), StringComparison.Ordinal);
        Assert.Empty(LearningReport.CurveSvg(story));
        Assert.Empty(LearningReport.LineageSvg(story));
        Assert.Contains("unknown", LearningReport.Html(story), StringComparison.Ordinal);
    }

    private static string Printed(LearningStory story, bool colors)
    {
        using var output = new StringWriter();
        LearningReport.PrintTrace(story, output, colors);
        return output.ToString();
    }

    private LearningStory Story()
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, $"run-{Guid.NewGuid():N}");
        using TraceCollector owned = collector;
        SomeLearner.Tell(trace);
        trace.Complete();
        return trace.Story with { RunId = "run-1" };
    }

    public void Dispose() => _folder.Dispose();
}
