using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>What an activity holds at its end, copied on the agent's thread: references only, as texts do not change.</summary>
internal sealed class ActivitySnapshot
{
    private readonly Activity _activity;
    private readonly string _name;
    private readonly ActivityStatusCode _status;
    private readonly string? _statusMessage;
    private readonly bool _hasEnded;
    private readonly List<KeyValuePair<string, object?>> _tags = new(16);
    private readonly List<ActivityEvent>? _events;
    private readonly List<ActivityLink>? _links;

    public ActivitySnapshot(Activity activity, bool hasEnded)
    {
        _activity = activity;
        _name = activity.DisplayName;
        _status = activity.Status;
        _statusMessage = activity.StatusDescription;
        _hasEnded = hasEnded;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            _tags.Add(tag.Value is Array { Rank: 1 } array ? KeyValuePair.Create(tag.Key, (object?)array.Clone()) : tag);
            Chars += tag.Value is string text ? text.Length : 8;
        }

        foreach (ref readonly ActivityEvent happened in activity.EnumerateEvents())
        {
            (_events ??= []).Add(happened);
            foreach (ref readonly KeyValuePair<string, object?> tag in happened.EnumerateTagObjects())
            {
                Chars += tag.Value is string text ? text.Length : 8;
            }
        }

        foreach (ref readonly ActivityLink link in activity.EnumerateLinks())
        {
            (_links ??= []).Add(link);
        }
    }

    /// <summary>About how many characters it keeps alive.</summary>
    public long Chars { get; } = 256;

    /// <summary>The activity as a span; ids, times and source do not change once it has ended.</summary>
    public SpanRecord ToRecord() => new()
    {
        TraceId = _activity.TraceId.ToHexString(),
        SpanId = _activity.SpanId.ToHexString(),
        ParentSpanId = _activity.ParentSpanId != default ? _activity.ParentSpanId.ToHexString() : null,
        TraceState = _activity.TraceStateString,
        Flags = (uint)_activity.ActivityTraceFlags,
        Name = _name,
        Kind = _activity.Kind,
        StartUnixNano = UnixTime.Of(_activity.StartTimeUtc),
        EndUnixNano = _hasEnded ? UnixTime.Of(_activity.StartTimeUtc + _activity.Duration) : 0,
        Status = _status,
        StatusMessage = _statusMessage,
        Attributes = Values(_tags),
        Events = [.. (_events ?? []).Select(happened => new SpanEvent(happened.Name, UnixTime.Of(happened.Timestamp.UtcDateTime), Values(happened.Tags)))],
        Links = [.. (_links ?? []).Select(link => new SpanLink(link.Context.TraceId.ToHexString(), link.Context.SpanId.ToHexString(), Values(link.Tags ?? [])))],
        Scope = new SpanScope(_activity.Source.Name, string.IsNullOrEmpty(_activity.Source.Version) ? null : _activity.Source.Version, _activity.Source.TelemetrySchemaUrl),
    };

    private static KeyValuePair<string, object?>[] Values(IEnumerable<KeyValuePair<string, object?>> tags) =>
        [.. tags.Select(tag => KeyValuePair.Create(tag.Key, Value(tag.Value, depth: 0)))];

    private static object? Value(object? value, int depth) => value switch
    {
        null or string or bool or long or double or byte[] => value,
        float number => double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), // 0.7f is 0.7, not 0.699999988
        int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        JsonElement json => json.ValueKind == JsonValueKind.String ? AttributeValue.Safe(json) : AttributeValue.Compact(json),
        _ when depth > 16 => value.ToString(),
        IEnumerable<KeyValuePair<string, object?>> map => map.Select(item => KeyValuePair.Create(item.Key, Value(item.Value, depth + 1))).ToArray(),
        IEnumerable<KeyValuePair<string, string>> map => map.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)).ToArray(),
        IEnumerable list => list.Cast<object?>().Select(item => Value(item, depth + 1)).ToArray(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
