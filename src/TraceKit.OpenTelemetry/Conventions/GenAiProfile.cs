using System.Collections.Frozen;
using TraceKit.OpenTelemetry.Conventions.Profiles;

namespace TraceKit.OpenTelemetry.Conventions;

/// <summary>One version of the GenAI semantic conventions: what it calls each thing. Spans are written and read through profiles alone.</summary>
/// <remarks>A later version is one more file under <c>Profiles</c>, with what it changed.</remarks>
public sealed class GenAiProfile
{
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

    /// <summary>Semantic conventions 1.41: <c>gen_ai.provider.name</c>, content on attributes.</summary>
    public static GenAiProfile Version141 => GenAi141.Profile;

    /// <summary>The conventions' main branch on 2026-08-03.</summary>
    public static GenAiProfile Dev202608 => GenAiDev202608.Profile;

    /// <summary>All profiles, oldest first.</summary>
    public static IReadOnlyList<GenAiProfile> All { get; } = [Version136, Version141, Dev202608];

    /// <summary>Its id, such as <c>genai-1.41</c>.</summary>
    public string Id { get; }

    /// <summary>The schema URL that spans written through it carry.</summary>
    public string Schema { get; }

    /// <summary>Finds a profile by its id.</summary>
    /// <param name="id">The id, such as <c>genai-1.41</c>.</param>
    /// <exception cref="ArgumentException">There is none of that id; the message lists those that are.</exception>
    public static GenAiProfile Of(string id) =>
        All.FirstOrDefault(profile => string.Equals(profile.Id, id, StringComparison.Ordinal))
        ?? throw new ArgumentException($"There is no profile '{id}' of the GenAI conventions; there are {string.Join(", ", All.Select(profile => profile.Id))}.", nameof(id));

    /// <summary>The attribute that says this, or null when this version has none for it.</summary>
    internal string? Key(GenAiField field) => _keys.GetValueOrDefault(field);

    /// <summary>What an attribute says, or null when this version does not know it.</summary>
    internal GenAiField? Field(string key) => _fields.TryGetValue(key, out GenAiField field) ? field : null;

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

        return new GenAiProfile(id, schema, keys);
    }
}
