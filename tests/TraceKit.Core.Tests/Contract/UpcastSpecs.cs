using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Core.Tests.Wire;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Contract;

/// <summary>A reader of today reads every past version: data is lifted from version to version, the recorded bytes stay.</summary>
public sealed class UpcastSpecs : IDisposable
{
    private static readonly EventCatalog Today = EventCatalog.Default.With<PageView>();

    private readonly TempFolder _folder = new();

    [Fact]
    public void What_any_version_wrote_is_read_as_todays_and_its_bytes_stay()
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Ids = TraceIds.Random);
        Arbitrary<(string Url, int Seconds)> views = Texts.Text.SelectMany(_ => Gen.Choose(0, 2_000_000), (url, seconds) => (url, seconds)).ToArbitrary();

        Prop.ForAll(views, view =>
        {
            string seconds = view.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            using TraceRun run = Some.Run(collector);
            run.Emit(new PageView1 { Page = view.Url, Seconds = seconds });
            run.Emit(new PageView2 { Url = view.Url, Seconds = seconds });
            run.Emit(new PageView { Url = view.Url, Milliseconds = view.Seconds * 1000 });
            run.Complete();
            RunFileContents contents = RunFileReader.Read(run.Path!, catalog: Today);
            RecordedRun read = Assert.Single(contents.Runs);

            Assert.Empty(contents.Findings);
            Assert.All(read.Events, recorded => Assert.True(recorded.Is<PageView>()));
            Assert.Equal(view.Url, read.Events[2].Read<PageView>().Url);
            Assert.Equal(view.Seconds * 1000, read.Events[2].Read<PageView>().Milliseconds);
            Assert.All(read.Events, recorded => Assert.Equal(read.Events[2].Read<PageView>(), recorded.Read<PageView>()));
            Assert.Equal(new PageView1 { Page = read.Events[2].Read<PageView>().Url, Seconds = seconds }, read.Events[0].Read<PageView1>());
            Assert.Contains("\"page\":", Encoding.UTF8.GetString(read.Events[0].Data.Span), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_version_of_tomorrow_is_not_known_and_its_bytes_are_kept()
    {
        RunFileContents contents = Record(run => run.Emit(new PageView4 { Somewhere = "b" }));

        Assert.Equal(TraceRules.UnknownEvent, Assert.Single(contents.Findings).Rule);
        RecordedEvent recorded = contents.Runs.Single().Events[0];
        Assert.False(recorded.Is<PageView>());
        Assert.Null(recorded.TryRead<PageView>());
        Assert.Equal("b", recorded.Read<PageView4>().Somewhere);
    }

    [Fact]
    public void A_program_of_yesterday_does_not_know_the_version_of_today()
    {
        RunFileContents contents = Record(run => run.Emit(new PageView { Url = "a", Milliseconds = 1 }), EventCatalog.Default.With<PageView1>());

        Assert.Equal(TraceRules.UnknownEvent, Assert.Single(contents.Findings).Rule);
    }

    [Fact]
    public void Data_that_a_step_does_not_get_on_with_is_a_finding()
    {
        RunFileContents contents = Record(run => run.Emit(new PageView1 { Page = "a", Seconds = "soon" }));

        TraceFinding finding = Assert.Single(contents.Findings);
        Assert.Equal((TraceRules.EventData, FindingSeverity.Error), (finding.Rule, finding.Severity));
        Assert.Contains("the step from version 2 to 3 failed", finding.Message, StringComparison.Ordinal);
        Assert.Null(contents.Runs.Single().Events[0].TryRead<PageView>());
        Assert.Throws<JsonException>(contents.Runs.Single().Events[0].Read<PageView>);
    }

    [Fact]
    public void Lifted_data_is_held_to_the_rules_of_today()
    {
        RunFileContents contents = Record(run => run.Emit(new PageView2 { Url = "a", Seconds = "-1" }));

        Assert.Contains("$.milliseconds breaks the rule 'minimum 0'", Assert.Single(contents.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 2, 2 })]
    [InlineData(new[] { 1, 3 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 1, 2, 3 })]
    public void Past_versions_lead_to_todays_without_a_hole(int[] from) =>
        Assert.Throws<ArgumentException>(() => new TraceEventType<PageView>("test.page_view", 3, PageViewsJson.Default.PageView, past: [.. from.Select(version => new EventUpcast(version, _ => { }))]));

    [Fact]
    public void A_past_that_is_given_up_is_not_known_any_more()
    {
        var type = new TraceEventType<PageView>("test.page_view", 3, PageViewsJson.Default.PageView, past: [new(2, _ => { })]);

        Assert.Equal((2, 3), (type.OldestVersion, type.Version));
    }

    public void Dispose() => _folder.Dispose();

    private RunFileContents Record(Action<TraceRun> emit, EventCatalog? catalog = null)
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);
        emit(run);
        run.Complete();
        return RunFileReader.Read(run.Path!, catalog: catalog ?? Today);
    }
}
