using System.Globalization;
using System.Text.Json;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Reading;

/// <summary>Real spans of eleven frameworks: of the attributes that belong to a known vocabulary nearly all are understood, and every value is in the run.</summary>
public sealed class RealTraceSpecs(ITestOutputHelper output)
{
    private const double Wanted = 0.95;

    /// <summary>Vocabularies of models, agents and tools. What belongs to none of them is the program's own, such as <c>crew_key</c> or <c>host.name</c>.</summary>
    private static readonly string[] Vocabularies =
        ["gen_ai.", "ai.", "llm.", "openinference.", "input.", "output.", "tool.", "mcp.", "traceloop.", "langsmith.", "langfuse.", "gcp.vertex.agent.", "server.", "error.type", "session.id", "user.id", "graph.node."];

    /// <summary>Words that say how content is written down, not what it is.</summary>
    private static readonly HashSet<string> Form = ["type", "role", "finish_reason", "modality", "event.name"];

    [Fact]
    public void Known_attributes_are_understood_and_every_value_is_kept()
    {
        int spans = 0;
        int known = 0;
        int understood = 0;
        int values = 0;
        var lost = new List<string>();
        var missed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach ((string file, SpanRecord[] trace) in Traces())
        {
            RecordedRun run = SomeSpan.Import(trace);
            foreach (SpanRecord span in trace)
            {
                spans++;
                RecordedEvent[] events = [.. run.Events.Where(recorded => recorded.SpanId == span.SpanId)];
                ForeignSpan rest = Assert.Single(events.Select(recorded => recorded.TryRead<ForeignSpan>()).OfType<ForeignSpan>());
                foreach ((string key, _) in span.Attributes.Where(attribute => Vocabularies.Any(vocabulary => attribute.Key.StartsWith(vocabulary, StringComparison.Ordinal))))
                {
                    known++;
                    if (rest.Attributes?.ContainsKey(key) is true)
                    {
                        missed[key] = missed.GetValueOrDefault(key) + 1;
                    }
                    else
                    {
                        understood++;
                    }
                }

                values += Look(file, span, events, lost);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{spans} spans: {understood} of {known} known attributes understood ({100.0 * understood / known:F1} %), {values} values looked for and found"));
        output.WriteLine($"not understood: {string.Join(", ", missed.Select(key => $"{key.Key} ({key.Value})"))}");
        Assert.Empty(lost);
        Assert.True(spans > 50, $"{spans} spans");
        Assert.True(understood >= Wanted * known, $"{understood} of {known}; not understood: {string.Join(", ", missed.Keys)}");
    }

    /// <summary>Each text and number of the span stands somewhere in its events.</summary>
    private static int Look(string file, SpanRecord span, RecordedEvent[] events, List<string> lost)
    {
        string[] held = [.. events.SelectMany(recorded => Leaves(JsonElement.Parse(recorded.Data.Span), isSpan: false))];
        var exact = held.ToHashSet(StringComparer.Ordinal);
        int count = 0;
        foreach ((string key, object? value) in span.Attributes)
        {
            foreach (string leaf in Leaves(OpenTelemetry.Reading.AttributeValue.Json(value), isSpan: true).Where(leaf => leaf.Length > 0))
            {
                count++;
                if (!exact.Contains(leaf) && !IsWord(key, leaf) && !held.Any(text => text.Contains(leaf, StringComparison.Ordinal)))
                {
                    lost.Add($"{file}, span '{span.Name}', {key}: '{leaf}'");
                }
            }
        }

        return count;
    }

    /// <summary>Values that a typed event says by what it is.</summary>
    private static bool IsWord(string key, string leaf) => (key, leaf) is
        ("openinference.span.kind", _) or ("langsmith.span.kind", _) or ("gen_ai.operation.name", "chat" or "execute_tool") or ("ai.operationId", "ai.toolCall")
        || key.EndsWith(".message_content.type", StringComparison.Ordinal);

    private static IEnumerable<string> Leaves(JsonElement value, bool isSpan) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .Where(member => !(isSpan && Form.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String))
            .SelectMany(member => Leaves(member.Value, isSpan)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Leaves(item, isSpan)),
        JsonValueKind.String => OpenTelemetry.Reading.AttributeValue.Content(value.GetString()) is { } inner ? Leaves(inner, isSpan) : [value.GetString()!],
        JsonValueKind.Number => [value.GetDouble().ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };

    private static IEnumerable<(string File, SpanRecord[] Trace)> Traces()
    {
        Assert.SkipWhen(SharedData.Folder("otel_spans") is null || SharedData.Folder("langfuse_framework_traces") is null, "skipped: the real spans (otel_spans, langfuse_framework_traces) are not beside the repository");
        foreach (string file in Directory.EnumerateFiles(SharedData.Folder("langfuse_framework_traces")!, "*.trace.json").Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileName(file), [.. JsonElement.Parse(File.ReadAllBytes(file)).GetProperty("observations").EnumerateArray().Select(Observation)]);
        }

        string vercel = Path.Combine(SharedData.Folder("otel_spans")!, "vercel_ai_sdk_v6", "v6-spans", "all-spans.json");
        foreach ((int index, JsonElement span) in JsonElement.Parse(File.ReadAllBytes(vercel)).EnumerateArray().Index())
        {
            yield return ($"{Path.GetFileName(vercel)}[{index}]", [SomeSpan.Of("ai", span.GetProperty("name").GetString()!, index + 1, Attributes(span.GetProperty("attributes")))]);
        }
    }

    /// <summary>An exported span: Langfuse keeps attributes and scope in the metadata, and has moved content to input and output.</summary>
    private static SpanRecord Observation(JsonElement observation)
    {
        JsonElement metadata = JsonElement.Parse(observation.GetProperty("metadata").GetString()!);
        (string, object?)[] attributes = metadata.TryGetProperty("attributes", out JsonElement told) ? Attributes(told) : [];
        long start = observation.GetProperty("startTime").GetDateTimeOffset().ToUnixTimeMilliseconds() * 1_000_000;
        long end = observation.GetProperty("endTime") is { ValueKind: JsonValueKind.String } at ? at.GetDateTimeOffset().ToUnixTimeMilliseconds() * 1_000_000 : 0;
        bool isGenAi = attributes.Any(attribute => attribute.Item1 == "gen_ai.operation.name" && attribute.Item2 is "chat");
        (string, object?)[] content = isGenAi ? [.. Content(observation, "input", "gen_ai.input.messages"), .. Content(observation, "output", "gen_ai.output.messages")] : [];
        return SomeSpan.Of(metadata.TryGetProperty("scope", out JsonElement scope) ? scope.GetProperty("name").GetString()! : "unknown", observation.GetProperty("name").GetString()!, 1, [.. attributes, .. content]) with
        {
            SpanId = observation.GetProperty("id").GetString()!,
            ParentSpanId = observation.GetProperty("parentObservationId").GetString(),
            StartUnixNano = start,
            EndUnixNano = end,
        };
    }

    private static IEnumerable<(string, object?)> Content(JsonElement observation, string member, string key) =>
        observation.GetProperty(member) is { ValueKind: JsonValueKind.String } text ? [(key, text.GetString())] : [];

    private static (string, object?)[] Attributes(JsonElement attributes) => [.. attributes.EnumerateObject().Select(member => (member.Name, Value(member.Value)))];

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Value(member.Value))).ToArray(),
        _ => null,
    };
}
