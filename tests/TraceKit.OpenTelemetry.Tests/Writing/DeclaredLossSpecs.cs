using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Tests.Writing;

/// <summary>Each member of an event can be told from its span, in every profile, or <c>docs/format/spans.md</c> says that it cannot.</summary>
public sealed partial class DeclaredLossSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Profiles => [.. GenAiProfile.All.Select(profile => profile.Id)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Profiles))]
    public void What_a_span_does_not_say_is_what_the_page_says(string profile)
    {
        var lost = new SortedSet<string>(StringComparer.Ordinal);
        Find(profile, lost, Call(), (run, call) => run.Emit(call));
        Find(profile, lost, new Label { Name = "n", Source = SuccessSource.Judge, Score = 1, Verdict = "v", Reason = "r", About = 0, By = "b" }, (run, label) => run.Emit(label));
        Find(profile, lost, new ToolCall { CallId = "c", Name = "t", Arguments = "{}", ArgumentsForm = "serialized", Conversation = "k" }, (run, call) => run.Decide(call).Answer(Result()));
        Find(profile, lost, Result(), (run, result) => run.Decide(new ToolCall { CallId = "c", Name = "t", Arguments = "{}" }).Answer(result));

        Assert.Equal(Declared(), lost);
    }

    private static LlmCall Call() => BusyAgent.Call("no") with
    {
        Status = LlmCallStatus.ApiError,
        Error = new ErrorDetail { Type = "Refused", Message = "m", StatusCode = 500, Code = "c" },
        Parsed = JsonElement.Parse("""{"a":1}"""),
        Turns = [new ChatTurn { Role = "assistant", Content = "t" }],
        Usage = new TokenUsage { InputTokens = 1, OutputTokens = 2, CachedInputTokens = 3, ReasoningTokens = 4, CacheWriteTokens = 5 },
        Request = BusyAgent.Call("no").Request! with
        {
            TopK = 40,
            FrequencyPenalty = 0.1,
            PresencePenalty = 0.2,
            ResponseSchema = JsonElement.Parse("""{"type":"object"}"""),
            Tools = [new ToolDefinition { Name = "search", Description = "d", Parameters = JsonElement.Parse("""{"type":"object"}""") }],
            ToolChoice = "auto",
            UsedResponseFormat = true,
            ToolsHash = "sha256:tools",
        },
    };

    private static ToolResult Result() =>
        new() { CallId = "c", Name = "t", Ok = false, Content = "x", ErrorKind = "k", Error = new ErrorDetail { Type = "T", Message = "m", StatusCode = 1, Code = "d" }, LatencyMs = 1, SchemaVerdict = "valid" };

    /// <summary>Changes each value of an event by itself: a span that does not change with it has lost it.</summary>
    private void Find<TEvent>(string profile, SortedSet<string> lost, TEvent whole, Action<TraceRun, TEvent> emit)
        where TEvent : class, ITraceEvent<TEvent>
    {
        JsonNode json = JsonSerializer.SerializeToNode(whole, TEvent.EventType.Json)!;
        string before = Shown(profile, json.Deserialize(TEvent.EventType.Json)!, emit);
        foreach (string path in Leaves(json, string.Empty).ToList())
        {
            JsonNode changed = json.DeepClone();
            Change(changed, path);
            if (Shown(profile, changed.Deserialize(TEvent.EventType.Json)!, emit) == before)
            {
                lost.Add(TEvent.EventType.Name + Index().Replace(path, string.Empty));
            }
        }
    }

    private string Shown<TEvent>(string profile, TEvent data, Action<TraceRun, TEvent> emit)
        where TEvent : class, ITraceEvent<TEvent>
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Ids = TraceIds.Random);
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "g" });
        emit(run, data);
        run.Complete();
        RunSpans spans = RunSpans.Of(Assert.Single(RunFileReader.Read(File.ReadAllBytes(run.Path!), "run").Runs), GenAiProfile.Of(profile), content: true);
        IEnumerable<string> said = spans.Spans.Skip(1).SelectMany(Said).Concat(spans.Logs.SelectMany(log => Said(log.Attributes)));
        return string.Join('\n', said.Select(line => line.Replace(run.RunId, "RUN", StringComparison.Ordinal)).Where(line => !line.StartsWith("tracekit.session.id", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Said(SpanRecord span) =>
        [string.Create(CultureInfo.InvariantCulture, $"{span.Name} {span.Status} {span.EndUnixNano - span.StartUnixNano}"), .. Said(span.Attributes), .. span.Events.SelectMany(happened => Said(happened.Attributes).Prepend(happened.Name))];

    private static IEnumerable<string> Said(IReadOnlyList<KeyValuePair<string, object?>> attributes) => attributes
        .Select(attribute => $"{attribute.Key} = {(attribute.Value is string[] texts ? string.Join('|', texts) : Convert.ToString(attribute.Value, CultureInfo.InvariantCulture))}");

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, $"{path}.{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))),
        null => [],
        _ => [path],
    };

    private static void Change(JsonNode root, string path)
    {
        JsonNode node = root;
        string[] steps = [.. Step().Matches(path).Select(step => step.Value.Trim('.', '[', ']'))];
        foreach (string step in steps[..^1])
        {
            node = node is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!;
        }

        JsonNode leaf = node is JsonArray list ? list[int.Parse(steps[^1], CultureInfo.InvariantCulture)]! : node[steps[^1]]!;
        JsonNode other = leaf.GetValueKind() switch
        {
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            JsonValueKind.Number => leaf.GetValue<double>() + 1,
            _ => (path, leaf.GetValue<string>()) switch
            {
                (".status", _) => "error",
                (".source", _) => "human",
                var (_, text) => text + "x",
            },
        };
        leaf.ReplaceWith(other);
    }

    private static IEnumerable<string> Declared()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "spans.md"));
        int start = page.IndexOf("## What a span does not say", StringComparison.Ordinal);
        return Member().Matches(page[start..page.IndexOf("## Metrics", StringComparison.Ordinal)]).Select(member => member.Groups["name"].Value).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\.[a-z_0-9]+|\[\d+\]")]
    private static partial Regex Step();

    [GeneratedRegex(@"`(?<name>(llm_call|tool_call|tool_result|label)\.[a-z_.]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Member();
}
