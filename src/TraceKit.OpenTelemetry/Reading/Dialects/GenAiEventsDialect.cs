using System.Text.Json;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Reading.Turns;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>Content in events instead of attributes: the conventions up to 1.36, Semantic Kernel (<c>gen_ai.event.content</c>), and lists of such events in one attribute.</summary>
internal sealed class GenAiEventsDialect : ISpanDialect
{
    private const string Prefix = "gen_ai.";

    public string Name => "genai-events";

    public bool Read(SpanFacts facts)
    {
        bool any = false;
        foreach ((int index, SpanEvent happened) in facts.UnreadEvents())
        {
            if (RoleOf(happened.Name) is { } role && Tell(facts, happened.Name, role, BodyOf(happened)))
            {
                facts.UnderstandEvent(index);
                any = true;
            }
        }

        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (key is "events" or "all_messages_events" && AttributeValue.Content(value) is { ValueKind: JsonValueKind.Array } list && Tell(facts, list))
            {
                facts.Understand(index);
                any = true;
            }
        }

        return any;
    }

    private static string? RoleOf(string name) => name switch
    {
        "gen_ai.choice" => "assistant",
        "gen_ai.tool.developer" => "developer",
        _ when name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".message", StringComparison.Ordinal) => name[Prefix.Length..^".message".Length],
        _ => null,
    };

    private static JsonElement? BodyOf(SpanEvent happened)
    {
        object? content = happened.Attributes.FirstOrDefault(attribute => attribute.Key == "gen_ai.event.content").Value;
        return content is null
            ? AttributeValue.Json(happened.Attributes.Where(attribute => attribute.Key is not ("gen_ai.system" or "event.name" or "gen_ai.provider.name")).ToArray())
            : AttributeValue.Content(content);
    }

    /// <summary>A list is understood when all of it is.</summary>
    private static bool Tell(SpanFacts facts, JsonElement list)
    {
        var told = list.EnumerateArray()
            .Select(item => (Item: item, Name: item.ValueKind == JsonValueKind.Object ? TurnReader.Text(item, "event.name") : null))
            .Select(item => (item.Item, item.Name, Role: item.Name is null ? null : RoleOf(item.Name)))
            .ToList();
        return told.Count > 0 && told.TrueForAll(item => item.Role is not null) && told.TrueForAll(item => Tell(facts, item.Name!, item.Role!, item.Item));
    }

    private static bool Tell(SpanFacts facts, string name, string role, JsonElement? body)
    {
        if (body is not { ValueKind: JsonValueKind.Object } told)
        {
            return false;
        }

        bool isChoice = name == "gen_ai.choice";
        JsonElement message = isChoice && told.TryGetProperty("message", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : told;
        if (isChoice && TurnReader.Text(told, "finish_reason") is { } reason)
        {
            _ = facts.Take(GenAiField.ResponseFinishReasons, name, (object?[])[reason]);
        }

        (isChoice ? facts.Output : facts.Input).AddRange(TurnReader.Turn(message, role, new TurnLosses(facts.Losses, name)));
        return true;
    }
}
