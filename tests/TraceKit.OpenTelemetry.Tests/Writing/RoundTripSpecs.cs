using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Importing;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Tests.Writing;

/// <summary>What a profile writes is read back as the same events, but for the members that <c>docs/format/spans.md</c> declares.</summary>
public sealed partial class RoundTripSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Profiles => [.. GenAiProfile.All.Select(profile => profile.Id)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Events_come_back_but_for_declared_members(string profile)
    {
        RecordedRun written = BusyAgent.Play(_folder);

        RecordedRun read = Back(written, GenAiProfile.Of(profile));

        SortedSet<string> lost = new(StringComparer.Ordinal);
        Compare<LlmCall>(written, read, lost);
        Compare<ToolCall>(written, read, lost);
        Compare<ToolResult>(written, read, lost);
        Compare<Label>(written, read, lost);
        Assert.Equal(Declared(isOld: profile == GenAiProfile.Version136.Id), lost);
    }

    /// <summary>Spans of the run, as a file of another program would hold them, imported again.</summary>
    private RecordedRun Back(RecordedRun written, GenAiProfile profile)
    {
        RunSpans spans = RunSpans.Of(written, profile, content: true);
        ImportedSpan[] imported = [.. spans.Spans.Select((span, index) => new ImportedSpan(span, new EventOrigin { Format = "otlp", File = "spans.jsonl", Offset = index, Length = 1 }))];
        SpanImportReport report = SpanImport.Write(imported, new SpanImportOptions { Out = _folder["back"], Environment = "evaluation" }, spans.Logs);
        Assert.Equal((spans.Spans.Count, 0), (report.Imported, report.LogsLeft));
        return Assert.Single(RunFileReader.ReadStrict(_folder[$"back/{Assert.Single(report.Files)}"]));
    }

    private static void Compare<TEvent>(RecordedRun written, RecordedRun read, SortedSet<string> lost)
        where TEvent : class, ITraceEvent<TEvent>
    {
        TEvent[] before = [.. written.Events.Select(recorded => recorded.TryRead<TEvent>()).OfType<TEvent>()];
        TEvent[] after = [.. read.Events.Select(recorded => recorded.TryRead<TEvent>()).OfType<TEvent>()];
        Assert.True(before.Length == after.Length && before.Length > 0, $"{before.Length} events {TEvent.EventType.Name} were written, {after.Length} are read");
        string[] theirs = [.. after.Select(Json)];
        foreach (TEvent wrote in before)
        {
            JsonNode whole = JsonNode.Parse(Json(wrote))!;
            string[][] candidates = [.. theirs.Select(other => Different(whole, JsonNode.Parse(other), TEvent.EventType.Name).ToArray())];
            lost.UnionWith(candidates.MinBy(found => found.Length)!);
        }
    }

    private static string Json<TEvent>(TEvent data)
        where TEvent : ITraceEvent<TEvent> =>
        JsonSerializer.Serialize(data, TEvent.EventType.Json);

    private static IEnumerable<string> Different(JsonNode? wrote, JsonNode? read, string path) => (wrote, read) switch
    {
        (null, null) => [],
        (JsonObject one, JsonObject other) => one.Select(member => member.Key).Union(other.Select(member => member.Key)).SelectMany(name => Different(one[name], other[name], $"{path}.{name}")),
        (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other).SelectMany(pair => Different(pair.First, pair.Second, path)),
        (JsonValue one, JsonValue other) when one.ToJsonString() == other.ToJsonString() => [],
        (JsonValue one, JsonValue other) when one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number
            && Math.Abs(double.Parse(one.ToJsonString(), CultureInfo.InvariantCulture) - double.Parse(other.ToJsonString(), CultureInfo.InvariantCulture)) < 1e-6 => [],
        _ => [path],
    };

    private static IEnumerable<string> Declared(bool isOld)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "spans.md"));
        int start = page.IndexOf("## What is read back otherwise", StringComparison.Ordinal);
        Assert.True(start > 0, "the page has no section 'What is read back otherwise'");
        return Member().Matches(page[start..page.IndexOf("\n## ", start + 1, StringComparison.Ordinal)])
            .Where(member => member.Groups["in"].Value is "all" || member.Groups["in"].Value == (isOld ? "1.36" : "after 1.36"))
            .Select(member => member.Groups["name"].Value)
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_.]+)` \| (?<in>[a-z0-9. ]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();
}
