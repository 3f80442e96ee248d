using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Reading.Dialects;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Reads spans of any dialect as typed events. What it does not understand stays in the rest, all of it.</summary>
internal static class SpanReader
{
    /// <summary>Those that know a span by what it says come before those that know it by single names; the first that names the operation is right.</summary>
    private static readonly ISpanDialect[] Dialects =
    [
        new VercelDialect(), new OpenInferenceDialect(), new GenAiDialect(), new GenAiEventsDialect(), new TraceloopDialect(), new McpDialect(), new WorkflowDialect(), new VendorDialect(),
    ];

    public static SpanReading Read(SpanRecord span)
    {
        var facts = new SpanFacts(span);
        string[] dialects = [.. Dialects.Where(dialect => dialect.Read(facts)).Select(dialect => dialect.Name)];
        string? named = facts.PlaceText(GenAiField.OperationName);
        string? operation = facts.Operation is { } said && (named is null || said.StartsWith("ai.", StringComparison.Ordinal)) ? said : named;
        if (operation != named && named is not null)
        {
            _ = facts.Know("operation.name", named);
        }

        var reading = new SpanReading
        {
            Span = span,
            Rest = null!,
            Operation = operation,
            Conversation = facts.PlaceText(GenAiField.ConversationId),
            Labels = LabelReader.Read(facts),
        };
        reading = operation switch
        {
            null => reading,
            _ when SpanOperations.Calls.Contains(operation) => reading with { Call = OwnWords.Complete(CallReader.Read(facts, operation), facts) },
            SpanOperations.Tool => OwnWords.Complete(ToolSpanReader.Read(facts, reading), facts),
            _ => StepReader.Read(facts, reading, operation),
        };
        return reading with { Rest = RestOf(facts, dialects, reading.Conversation) };
    }

    /// <summary>The error of a span, or null when it says none.</summary>
    public static Contract.ErrorDetail? ErrorOf(SpanFacts facts)
    {
        SpanRecord span = facts.Span;
        string? type = null;
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (key == "error.type" && value is string { Length: > 0 } text)
            {
                type = text;
                facts.Understand(index);
            }
        }

        if (type is null && span.Status != ActivityStatusCode.Error)
        {
            return null;
        }

        SpanEvent? thrown = span.Events.FirstOrDefault(happened => happened.Name == "exception");
        return new Contract.ErrorDetail
        {
            Type = type ?? TextOf(thrown, "exception.type") ?? "_OTHER",
            Message = span.StatusMessage ?? TextOf(thrown, "exception.message"),
            StatusCode = int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 100 and <= 599 ? status : null,
        };
    }

    public static double? MillisecondsOf(SpanRecord span) =>
        span.EndUnixNano > 0 ? Math.Max(0, (span.EndUnixNano - span.StartUnixNano) / 1_000_000.0) : null;

    private static string? TextOf(SpanEvent? happened, string key) =>
        happened?.Attributes.FirstOrDefault(attribute => attribute.Key == key).Value is string { Length: > 0 } text ? text : null;

    private static ForeignSpan RestOf(SpanFacts facts, string[] dialects, string? conversation)
    {
        SpanRecord span = facts.Span;
        facts.KeepUnplaced();
        facts.KeepUntold();
        if (conversation is not null)
        {
            _ = facts.Know(FieldNames.Of(GenAiField.ConversationId), conversation);
        }

        foreach ((int count, string what) in ((int, string)[])[(span.Loss.Attributes, "attributes_dropped"), (span.Loss.Events, "events_dropped"), (span.Loss.Links, "links_dropped")])
        {
            if (count > 0)
            {
                facts.Losses.Add(string.Create(CultureInfo.InvariantCulture, $"{what}:{count}"));
            }
        }

        return new ForeignSpan
        {
            Source = span.Scope.Name,
            SourceVersion = span.Scope.Version,
            Name = span.Name,
            Kind = span.Kind.ToString().ToLowerInvariant(),
            TraceId = span.TraceId,
            ParentSpanId = span.ParentSpanId,
            StartedAt = UnixTime.Of(span.StartUnixNano),
            DurationMs = MillisecondsOf(span),
            Status = span.Status switch
            {
                ActivityStatusCode.Ok => "ok",
                ActivityStatusCode.Error => "error",
                _ => null,
            },
            StatusMessage = span.StatusMessage,
            Dialects = dialects.Length > 0 ? dialects : null,
            Known = facts.Known.Count > 0 ? facts.Known : null,
            Attributes = Map(facts.Unread().Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value))),
            Events = ListOrNull(facts.UnreadEvents().Select(happened => new ForeignSpanEvent
            {
                Name = happened.Event.Name,
                At = UnixTime.Of(happened.Event.UnixNano),
                Attributes = Map(happened.Event.Attributes),
            })),
            Links = ListOrNull(span.Links.Select(link => new ForeignSpanLink { TraceId = link.TraceId, SpanId = link.SpanId, Attributes = Map(link.Attributes) })),
            Losses = ListOrNull(facts.Losses.Distinct(StringComparer.Ordinal)),
        };
    }

    private static SortedDictionary<string, JsonElement>? Map(IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        var names = new UniqueNames();
        var map = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach ((string key, object? value) in attributes)
        {
            map[names.Next(key)] = AttributeValue.Json(value);
        }

        return map.Count > 0 ? map : null;
    }

    private static T[]? ListOrNull<T>(IEnumerable<T> items) => items.ToArray() is { Length: > 0 } list ? list : null;
}
