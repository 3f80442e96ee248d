using System.Collections.Frozen;
using TraceKit.OpenTelemetry.Conventions.Profiles;

namespace TraceKit.OpenTelemetry.Conventions;

/// <summary>One version of the GenAI semantic conventions: what it calls each thing. Spans are written and read through profiles alone.</summary>
/// <remarks>
/// A later version is one more file under <c>Profiles</c>, with what it changed. What a version has no attribute for is said under
/// <c>tracekit.</c> and the rest of its later name, so that nothing is lost by writing an older one.
/// </remarks>
public sealed class GenAiProfile
{
    private const string Prefix = "gen_ai.";

    private readonly FrozenDictionary<GenAiField, string> _keys;
    private readonly FrozenDictionary<string, GenAiField> _fields;

    internal GenAiProfile(string id, string schema, IReadOnlyDictionary<GenAiField, string> keys)
    {
        Id = id;
        Schema = schema;
        _keys = keys.ToFrozenDictionary();
        _fields = keys.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }

    /// <summary>Semantic conventions 1.36: <c>gen_ai.system</c>, content in events of the span.</summary>
    public static GenAiProfile Version136 => GenAi136.Profile;

    /// <summary>Semantic conventions 1.41, the last that was released with all others: <c>gen_ai.provider.name</c>, content on attributes.</summary>
    public static GenAiProfile Version141 => GenAi141.Profile;

    /// <summary>The conventions' main branch on 2026-08-03.</summary>
    public static GenAiProfile Dev202608 => GenAiDev202608.Profile;

    /// <summary>The conventions as they were read in November 2026: cache writes, counters of tokens.</summary>
    public static GenAiProfile Dev202611 => GenAiDev202611.Profile;

    /// <summary>All profiles, oldest first.</summary>
    public static IReadOnlyList<GenAiProfile> All => Known.Profiles;

    /// <summary>The newest, which <c>OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental</c> asks for.</summary>
    public static GenAiProfile Latest => All[^1];

    /// <summary>Its id, such as <c>genai-1.41</c>.</summary>
    public string Id { get; }

    /// <summary>The schema URL that spans written through it carry.</summary>
    public string Schema { get; }

    /// <summary>What it calls its spans.</summary>
    internal GenAiSpanNames Spans { get; init; } = new();

    /// <summary>What it calls its metrics.</summary>
    internal GenAiMetricNames Metrics { get; init; } = new();

    /// <summary>Finds a profile by its id.</summary>
    /// <param name="id">The id, such as <c>genai-1.41</c>.</param>
    /// <exception cref="ArgumentException">There is none of that id; the message lists those that are.</exception>
    public static GenAiProfile Of(string id) =>
        All.FirstOrDefault(profile => string.Equals(profile.Id, id, StringComparison.Ordinal))
        ?? throw new ArgumentException($"There is no profile '{id}' of the GenAI conventions; there are {string.Join(", ", All.Select(profile => profile.Id))}.", nameof(id));

    /// <summary>The attribute that says this, or null when this version has none for it.</summary>
    internal string? Key(GenAiField field) => _keys.GetValueOrDefault(field);

    /// <summary>The attribute that says this, or one of our own.</summary>
    internal string KeyOrOwn(GenAiField field) => Key(field) ?? OwnKey(field);

    /// <summary>What an attribute says, or null when neither this version nor we know it.</summary>
    internal GenAiField? Field(string key) =>
        _fields.TryGetValue(key, out GenAiField field) || Known.Own.TryGetValue(key, out field) ? field : null;

    /// <summary>The attribute of our own that says what a version has none for.</summary>
    internal static string OwnKey(GenAiField field) => Known.OwnKeys[field];

    /// <summary>A profile that differs from this one in some keys; a key of null is one that it does not have.</summary>
    internal GenAiProfile Derive(string id, string schema, IReadOnlyDictionary<GenAiField, string?> changes)
    {
        var keys = _keys.ToDictionary();
        foreach ((GenAiField field, string? key) in changes)
        {
            _ = keys.Remove(field);
            if (key is not null)
            {
                keys[field] = key;
            }
        }

        return new GenAiProfile(id, schema, keys) { Spans = Spans, Metrics = Metrics };
    }

    /// <summary>The same with other names of spans and metrics.</summary>
    internal GenAiProfile With(GenAiSpanNames spans, GenAiMetricNames metrics) => new(Id, Schema, _keys) { Spans = spans, Metrics = metrics };

    /// <summary>Made when it is asked for: the profiles themselves must exist before.</summary>
    private static class Known
    {
        public static GenAiProfile[] Profiles { get; } = [Version136, Version141, Dev202608, Dev202611];

        public static FrozenDictionary<GenAiField, string> OwnKeys { get; } = Enum.GetValues<GenAiField>().ToFrozenDictionary(field => field, Name);

        public static FrozenDictionary<string, GenAiField> Own { get; } = OwnKeys.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string Name(GenAiField field) => $"tracekit.{Profiles.Reverse().Select(profile => profile.Key(field)).OfType<string>().First()[Prefix.Length..]}";
    }
}
