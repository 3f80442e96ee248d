using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Reading;

public sealed class MalformedFileSpecs
{
    private const string NameOfFile = "a.trace.jsonl";

    /// <summary>Rules that take more than one file, or a file's name, to break: those who read folders find them, and BlobSpecs and DeltaSpecs here.</summary>
    private static readonly string[] FoundElsewhere = [TraceRules.DuplicateRun, TraceRules.FileName, TraceRules.Blob, TraceRules.Base];

    /// <summary>Rules that have a spec of their own here.</summary>
    private static readonly string[] FoundBelow = [TraceRules.UnknownEvent, TraceRules.Gap, TraceRules.Truncated, TraceRules.Unreadable, TraceRules.LeftOut, TraceRules.Replaced];

    public static TheoryData<MalformedFile> Files => [.. MalformedFile.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_first_finding_names_rule_line_and_column(MalformedFile file)
    {
        RunFileContents contents = RunFileReader.Read(file.Bytes, NameOfFile);

        TraceFinding first = contents.Findings.First(finding => finding.Severity > FindingSeverity.Info && finding.Rule != TraceRules.Gap);
        Assert.Equal((file.Rule, file.Line, file.Column), (first.Rule, first.Line, first.Column));
        Assert.Equal(NameOfFile, first.File);
        Assert.NotEmpty(first.Message);
    }

    [Fact]
    public void Every_rule_has_a_file_that_breaks_it()
    {
        IEnumerable<string> rules = typeof(TraceRules).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(
            rules.Except(FoundElsewhere).Except(FoundBelow).Order(StringComparer.Ordinal),
            MalformedFile.All.Select(file => file.Rule).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_file_that_the_table_starts_from_is_in_order()
    {
        RunFileContents contents = RunFileReader.Read(ForgedFile.Good, NameOfFile);

        TraceFinding only = Assert.Single(contents.Findings);
        Assert.Equal((TraceRules.Gap, FindingSeverity.Warning, 4), (only.Rule, only.Severity, only.Line));
        Assert.True(contents.Runs.Single().IsSound);
        Assert.Equal(ForgedFile.Good, ForgedFile.Begin().Bytes());
    }

    [Fact]
    public void A_strict_reader_throws_the_first_error()
    {
        using var folder = new TempFolder();
        string path = folder.Write(NameOfFile, ForgedFile.Begin().Change(5, "\"seq\":2", "\"seq\":7").Bytes());

        var failure = Assert.Throws<TraceFormatException>(() => RunFileReader.ReadStrict(path));

        Assert.Equal((path, 5, 0, TraceRules.Sequence), (failure.File, failure.Line, failure.Column, failure.Rule));
        Assert.StartsWith($"{path}:5: TRC-17: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strict_reader_takes_a_file_with_nothing_but_warnings()
    {
        using var folder = new TempFolder();
        string path = folder.Write(NameOfFile, [0xEF, 0xBB, 0xBF, .. ForgedFile.Good]);

        Assert.Equal(4, RunFileReader.ReadStrict(path).Single().Events.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_finding()
    {
        using var folder = new TempFolder();

        TraceFinding only = Assert.Single(RunFileReader.Read(folder["none"]).Findings);

        Assert.Equal((TraceRules.Unreadable, FindingSeverity.Error), (only.Rule, only.Severity));
    }

    [Fact]
    public void A_folder_is_no_file_and_a_finding()
    {
        using var folder = new TempFolder();

        Assert.Equal(TraceRules.Unreadable, Assert.Single(RunFileReader.Read(folder.Path).Findings).Rule);
    }

    [Fact]
    public void What_follows_a_broken_line_is_still_read()
    {
        string[] lines = ForgedFile.Lines(ForgedFile.Good);

        RunFileContents contents = RunFileReader.Read(ForgedFile.Join([.. lines[..2], "}{", .. lines[2..]]), NameOfFile);

        Assert.Equal([0, 1, 2, 3], contents.Runs.Single().Events.Select(recorded => recorded.Seq));
        Assert.False(contents.Runs.Single().IsSound);
    }

    [Fact]
    public void Findings_beyond_what_is_listed_still_make_a_run_unsound()
    {
        byte[] noise = ForgedFile.Join(Enumerable.Repeat("noise", 3000));
        byte[] broken = ForgedFile.Begin().Change(5, "\"seq\":2", "\"seq\":7").Bytes();

        RunFileContents contents = RunFileReader.Read((byte[])[.. noise, .. broken], NameOfFile);

        Assert.False(contents.Runs.Single().IsSound);
        Assert.InRange(contents.Findings.Count, 1000, 2001);
        Assert.Equal(TraceRules.LeftOut, contents.Findings[^1].Rule);
    }

    [Fact]
    public void A_finding_says_where_in_the_form_of_compilers()
    {
        Assert.Equal("f: TRC-01: m", new TraceFinding("TRC-01", FindingSeverity.Error, "f", 0, 0, "m").ToString());
        Assert.Equal("f:2: TRC-01: m", new TraceFinding("TRC-01", FindingSeverity.Error, "f", 2, 0, "m").ToString());
        Assert.Equal("f:2:3: TRC-01: m", new TraceFinding("TRC-01", FindingSeverity.Error, "f", 2, 3, "m").ToString());
    }
}
