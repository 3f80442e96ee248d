using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Episodes;
using TraceKit.Interop.Tests.Support;
using Xunit;

namespace TraceKit.Interop.Tests.Importing;

public sealed class TraceImportersSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    [Fact]
    public void There_are_five_formats_in_order()
    {
        Assert.Equal(["manus", "plan-and-act", "rulechef", "tau-bench", "trajectory-lab"], TraceImporters.All.Select(importer => importer.Format));
        Assert.All(TraceImporters.All, importer => Assert.NotEmpty(importer.Description));
    }

    [Fact]
    public void A_format_is_found_by_its_name_in_any_case()
    {
        Assert.Equal("tau-bench", TraceImporters.Find("Tau-Bench")?.Format);
        Assert.Null(TraceImporters.Find("nobody-s"));
    }

    [Fact]
    public void What_nobody_knows_is_not_detected()
    {
        _temp.Write("a.json", "{}");
        _temp.Write("b/session.json", "{}");
        _temp.Write("c/events.jsonl", "{\"name\":\"click\"}\n");

        Assert.Null(TraceImporters.Detect(_temp.In));
        Assert.Null(TraceImporters.Detect(Path.Combine(_temp.In, "nowhere")));
    }

    [Fact]
    public void A_run_folder_is_detected_by_its_events()
    {
        new SomeEpisode { Session = null }.Planned().WriteTo(_temp);

        Assert.Equal("plan-and-act", TraceImporters.Detect(_temp.In)?.Format);
    }

    [Fact]
    public void Every_rule_has_an_id_of_its_own()
    {
        List<string> ids = [.. typeof(ImportRules).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^IMP-[0-9]{2}$", id));
    }

    public void Dispose() => _temp.Dispose();
}
