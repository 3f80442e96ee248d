using System.Globalization;
using System.Text.Json;

namespace TraceKit.Interop.Importing;

/// <summary>A foreign object that remembers which of its members were taken, so that what was not is never lost.</summary>
/// <remarks>A member that is absent, null or of another type than asked for is not taken. A required one is then the object's problem.</remarks>
internal sealed class ForeignObject
{
    private readonly ForeignObject? _root;
    private readonly string _path;
    private readonly Dictionary<string, IReadOnlyList<ForeignObject>?> _taken = new(StringComparer.Ordinal);
    private ContractProblem? _problem;

    public ForeignObject(JsonElement value)
        : this(value, root: null, "$")
    {
    }

    private ForeignObject(JsonElement value, ForeignObject? root, string path)
    {
        Value = value;
        _root = root;
        _path = path;
    }

    /// <summary>The object itself.</summary>
    public JsonElement Value { get; }

    /// <summary>The first thing that was required of this object, or of one within it, and was not there.</summary>
    public ContractProblem? Problem => _root is null ? _problem : _root.Problem;

    /// <summary>The members that were taken; with the objects that they hold, where these were looked into.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ForeignObject>?> Taken => _taken;

    public string? Text(string name) => Find(name, JsonValueKind.String) is { } value ? Take(name, value.GetString()) : null;

    public bool? Flag(string name) =>
        (Find(name, JsonValueKind.True) ?? Find(name, JsonValueKind.False)) is { } value ? Take(name, (bool?)value.GetBoolean()) : null;

    public int? Whole(string name) =>
        Find(name, JsonValueKind.Number) is { } value && value.TryGetInt32(out int number) ? Take(name, (int?)number) : null;

    /// <summary>A number that a double holds without loss.</summary>
    public double? Number(string name) =>
        Find(name, JsonValueKind.Number) is { } value && Exactly(value) is { } number ? Take(name, (double?)number) : null;

    public JsonElement? Any(string name) => Member(name) is { ValueKind: not JsonValueKind.Null } value ? Take(name, (JsonElement?)value) : null;

    public JsonElement? Structure(string name) => Find(name, JsonValueKind.Object) is { } value ? Take(name, (JsonElement?)value) : null;

    public IReadOnlyList<string>? Texts(string name) =>
        Find(name, JsonValueKind.Array) is { } array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? Take(name, array.EnumerateArray().Select(item => item.GetString()!).ToList())
            : null;

    /// <summary>Takes those of the named members that are there, as an object of their own.</summary>
    public JsonElement Part(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Ignore(name);
        }

        return Leftover.Only(Value, names);
    }

    /// <summary>Looks into an object: only what is taken of it counts as taken.</summary>
    public ForeignObject? Object(string name) => Find(name, JsonValueKind.Object) is { } value ? Open(name, [Child(value, $".{name}")])[0] : null;

    /// <summary>Looks into an object whose problems are told apart from this one's, as if it stood alone.</summary>
    public ForeignObject? Apart(string name) => Find(name, JsonValueKind.Object) is { } value ? Open(name, [new ForeignObject(value)])[0] : null;

    /// <summary>Looks into an array of objects: only what is taken of them counts as taken.</summary>
    public IReadOnlyList<ForeignObject>? Objects(string name) =>
        Find(name, JsonValueKind.Array) is { } array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? Open(name, [.. array.EnumerateArray().Select((item, index) => Child(item, $".{name}[{index}]"))])
            : null;

    public string RequiredText(string name) => Text(name) ?? Missing(name, "text", string.Empty);

    /// <summary>A text that says something.</summary>
    public string RequiredWords(string name) =>
        Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : Missing(name, "text that is not empty", string.Empty);

    public bool RequiredFlag(string name) => Flag(name) ?? Missing(name, "true or false", false);

    public int RequiredWhole(string name, int atLeast)
    {
        int? number = Whole(name);
        return number >= atLeast ? number.Value : Missing(name, $"a whole number from {atLeast}", atLeast);
    }

    /// <summary>An object that is looked into; when it is not there, an empty one stands in, and the problem is recorded.</summary>
    public ForeignObject RequiredObject(string name) => Object(name) ?? Missing(name, "an object", Child(default, $".{name}"));

    public IReadOnlyList<ForeignObject> RequiredObjects(string name) => Objects(name) ?? Missing(name, "a list of objects", Array.Empty<ForeignObject>());

    public JsonElement RequiredAny(string name) => Any(name) ?? Missing(name, "a value", default(JsonElement));

    /// <summary>Takes a member whatever it is, because the contract says the same without it.</summary>
    public void Ignore(string name) => _taken[name] = null;

    /// <summary>Gives a member back: it counts as not taken.</summary>
    public void Release(string name) => _taken.Remove(name);

    /// <summary>Records that a member is not what is needed.</summary>
    public T Missing<T>(string name, string expected, T standIn)
    {
        (_root ?? this)._problem ??= new ContractProblem($"{_path}.{name}", $"{expected} was expected, {Describe(name)} was found");
        return standIn;
    }

    private static double? Exactly(JsonElement value)
    {
        double number = value.GetDouble();
        bool same = !value.TryGetDecimal(out decimal exact) || Math.Abs(number) >= 1e28 || (decimal.TryParse(
            number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal kept) && kept == exact);
        return double.IsFinite(number) && same ? number : null;
    }

    private string Describe(string name) => Member(name) is { } value ? Shorten(value.GetRawText()) : "nothing";

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private ForeignObject Child(JsonElement value, string step) => new(value, _root ?? this, _path + step);

    private JsonElement? Member(string name) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out JsonElement value) ? value : null;

    private JsonElement? Find(string name, JsonValueKind kind) => Member(name) is { } value && value.ValueKind == kind ? value : null;

    private T Take<T>(string name, T value)
    {
        _taken[name] = null;
        return value;
    }

    private IReadOnlyList<ForeignObject> Open(string name, IReadOnlyList<ForeignObject> children)
    {
        _taken[name] = children;
        return children;
    }
}
