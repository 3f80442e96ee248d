using System.Text;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Reading;

public sealed class TraceReaderSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<TraceFinding> _findings = [];

    public static TheoryData<MalformedFile> Files => [.. MalformedFile.All];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_read_as_a_stream_gives_the_same_events_and_findings_as_one_in_memory(MalformedFile file)
    {
        string path = _folder.Write("a.trace.jsonl", file.Bytes.Span);
        RunFileContents whole = RunFileReader.Read(file.Bytes, "a.trace.jsonl");

        List<RecordedEvent> events = [.. Open(path).Events()];

        Assert.Equal(whole.Findings, _findings);
        Assert.Equal(whole.Findings, RunFileReader.Read(path, "a.trace.jsonl").Findings);
        Assert.Equal(
            whole.Runs.SelectMany(run => run.Events).OrderBy(recorded => recorded.Offset).Select(Facts),
            events.Select(Facts));
    }

    [Fact]
    public void Events_that_are_longer_than_the_window_keep_their_bytes_and_places()
    {
        string path;
        using (var collector = Some.Collector(_folder, options => options.MaxInlineTextBytes = options.MaxEventBytes))
        using (TraceRun run = Some.Run(collector))
        {
            foreach (int length in (int[])[10, 300_000, 5, 1_000_000, 262_144, 1])
            {
                run.Emit(new EnvironmentStep { Observation = new string('x', length) });
            }

            run.Complete();
            path = run.Path!;
        }

        List<RecordedEvent> events = [.. Open(path).Events()];

        Assert.Empty(_findings);
        Assert.Equal(RunFileReader.Read(File.ReadAllBytes(path), "a", folder: Path.GetDirectoryName(path)).Runs.Single().Events.Select(Facts), events.Select(Facts));
    }

    [Fact]
    public void A_line_beyond_what_the_format_allows_is_a_finding_and_is_not_held()
    {
        byte[] tooLong = [.. ForgedFile.Good, .. Encoding.UTF8.GetBytes(new string('y', (3 * RunFormat.MaxLineBytes) + 7)), (byte)'\n', .. ForgedFile.Other];
        string path = _folder.Write("a.trace.jsonl", tooLong);

        int events = Open(path).Events().Count();

        Assert.Equal(8, events);
        Assert.Equal(RunFileReader.Read(tooLong, "a.trace.jsonl").Findings, _findings);
    }

    [Fact]
    public void Events_of_one_type_come_with_their_data_and_address()
    {
        Some.RunFile(_folder, decisions: 2, runId: "one");

        TypedEvent<PlannerOutput>[] plans = [.. Open(_folder.Path).Events<PlannerOutput>()];

        Assert.Equal(["one#1", "one#3"], plans.Select(plan => plan.Address.ToString()));
        Assert.All(plans, plan => Assert.Equal(plan.Data.Steps.Count, plan.Recorded.Read<PlannerOutput>().Steps.Count));
    }

    [Fact]
    public void Files_of_a_folder_come_in_the_order_of_their_names_run_by_run()
    {
        Some.RunFile(_folder, runId: "b");
        Some.RunFile(_folder, runId: "a");

        Assert.Equal(["a", "b"], Open(_folder.Path).Runs().Select(run => run.RunId));
        Assert.Equal(["a", "b"], Open(_folder.Path).Events().Select(recorded => recorded.RunId).Distinct());
    }

    [Fact]
    public void Where_nobody_takes_findings_the_first_error_is_thrown()
    {
        byte[] broken = ForgedFile.Begin().Change(5, "\"seq\":2", "\"seq\":7").Bytes();
        string path = _folder.Write("a.trace.jsonl", broken);

        Assert.Equal(TraceRules.Sequence, Assert.Throws<TraceFormatException>(() => TraceReader.Open(path).Events().Count()).Rule);
        Assert.Equal(TraceRules.Sequence, Assert.Throws<TraceFormatException>(() => TraceReader.Open(path).Runs().Count()).Rule);
    }

    [Fact]
    public void A_file_that_is_gone_when_it_is_read_is_a_finding()
    {
        string path = _folder.Write("a.trace.jsonl", ForgedFile.Good);
        TraceReader reader = Open(path);
        File.Delete(path);

        Assert.Empty(reader.Events());
        Assert.Equal([TraceRules.Unreadable], _findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_read_as_it_was()
    {
        string path = _folder.Write("a.trace.jsonl", ForgedFile.Good);
        int events = 0;

        foreach (RecordedEvent _ in Open(path).Events())
        {
            File.AppendAllText(path, "{\"torn");
            events++;
        }

        Assert.Equal(4, events);
        Assert.Equal(RunFileReader.Read(ForgedFile.Good, "a.trace.jsonl").Findings, _findings);
    }

    [Fact]
    public void A_path_that_is_not_there_is_refused_at_once() =>
        Assert.Throws<DirectoryNotFoundException>(() => TraceReader.Open(_folder["none"]));

    private TraceReader Open(string path) => TraceReader.Open(path, onFinding: _findings.Add);

    private static (string RunId, long Seq, long Line, long Offset, string Sha256, string Data) Facts(RecordedEvent recorded) =>
        (recorded.RunId, recorded.Seq, recorded.LineNumber, recorded.Offset, recorded.Sha256, Encoding.UTF8.GetString(recorded.Data.Span));
}
