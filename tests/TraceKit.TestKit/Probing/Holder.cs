using System.Collections;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract;

namespace TraceKit.TestKit.Probing;

/// <summary>An event that holds one value of any type.</summary>
public sealed record Holder<TValue> : ITraceEvent<Holder<TValue>>
{
    public static TraceEventType<Holder<TValue>> EventType { get; } =
        new("test.holder", 1, (JsonTypeInfo<Holder<TValue>>)HoldersJson.Default.GetTypeInfo(typeof(Holder<TValue>))!);

    public required TValue Value { get; init; }
}

/// <summary>An event whose history is its own.</summary>
public sealed record Log : ITraceEvent<Log>
{
    public static TraceEventType<Log> EventType { get; } = new("test.log", 1, HoldersJson.Default.Log, histories: ["/Part/Lines"]);

    public required LogPart Part { get; init; }
}

/// <summary>The part of a <see cref="Log"/> that grows.</summary>
public sealed record LogPart
{
    public required IReadOnlyList<string> Lines { get; init; }
}

/// <summary>A word.</summary>
public enum Mood
{
    Calm,
}

/// <summary>A dictionary that breaks the promise of its type: one key is null, or a key comes twice.</summary>
public sealed class OddDictionary(params KeyValuePair<string, int>[] pairs) : IReadOnlyDictionary<string, int>
{
    public int Count => pairs.Length;

    public IEnumerable<string> Keys => pairs.Select(pair => pair.Key);

    public IEnumerable<int> Values => pairs.Select(pair => pair.Value);

    public int this[string key] => 0;

    public bool ContainsKey(string key) => true;

    public bool TryGetValue(string key, out int value) => (value = 0) == 0;

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A list that is what its function gives.</summary>
public sealed class OddList(Func<IEnumerable<int>> items) : IReadOnlyList<int>
{
    public int Count => 3;

    public int this[int index] => index;

    public IEnumerator<int> GetEnumerator() => items().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

[JsonSerializable(typeof(Log))]
[JsonSerializable(typeof(Holder<double>))]
[JsonSerializable(typeof(Holder<decimal>))]
[JsonSerializable(typeof(Holder<long>))]
[JsonSerializable(typeof(Holder<ulong>))]
[JsonSerializable(typeof(Holder<DateTime>))]
[JsonSerializable(typeof(Holder<DateTimeOffset>))]
[JsonSerializable(typeof(Holder<TimeSpan>))]
[JsonSerializable(typeof(Holder<Guid>))]
[JsonSerializable(typeof(Holder<byte[]>))]
[JsonSerializable(typeof(Holder<ReadOnlyMemory<byte>>))]
[JsonSerializable(typeof(Holder<Mood>))]
[JsonSerializable(typeof(Holder<char>))]
[JsonSerializable(typeof(Holder<Dictionary<string, int>>))]
[JsonSerializable(typeof(Holder<IReadOnlyDictionary<string, int>>))]
[JsonSerializable(typeof(Holder<IReadOnlyList<int>>))]
[JsonSerializable(typeof(Holder<IReadOnlyList<string?>>))]
[JsonSerializable(typeof(Holder<System.Text.Json.JsonElement>))]
internal sealed partial class HoldersJson : JsonSerializerContext;
