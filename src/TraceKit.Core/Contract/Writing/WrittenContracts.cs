using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Payloads;

namespace TraceKit.Contract.Writing;

/// <summary>The contracts of a context for what generated code does not write itself.</summary>
internal sealed class WrittenContracts(JsonSerializerOptions options)
{
    private readonly ConcurrentDictionary<Type, (JsonTypeInfo Contract, PayloadContract Payload)> _others = new();
    private readonly ConcurrentDictionary<Enum, byte[]> _words = new();

    /// <summary>Whether an object in raw JSON must not name a member twice.</summary>
    public bool RefusesTwins { get; } = options.TryGetTypeInfo(typeof(JsonElement), out JsonTypeInfo? contract) && contract.Converter is UniqueMembersConverter;

    /// <summary>The contract of a type, when the value runs no code of the user's.</summary>
    public JsonTypeInfo<TValue>? Of<TValue>(TValue value)
    {
        (JsonTypeInfo contract, PayloadContract payload) = _others.GetOrAdd(typeof(TValue), Look, options);
        return payload.IsInert(value) && !payload.BringsRawJson ? (JsonTypeInfo<TValue>)contract : null;
    }

    /// <summary>The JSON of a value of an enumeration, which is always the same.</summary>
    public ReadOnlySpan<byte> Word<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Words<TEnum>.Of(this, value);

    private static (JsonTypeInfo Contract, PayloadContract Payload) Look(Type type, JsonSerializerOptions options)
    {
        JsonTypeInfo contract = options.GetTypeInfo(type);
        return (contract, PayloadContract.Of(contract));
    }

    private byte[] Serialized<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        _words.GetOrAdd(value, static (_, given) => JsonSerializer.SerializeToUtf8Bytes(given.value, (JsonTypeInfo<TEnum>)given.options.GetTypeInfo(typeof(TEnum))), (value, options));

    /// <summary>The words of one enumeration that were used last, so that a value is not boxed for each event.</summary>
    private static class Words<TEnum>
        where TEnum : struct, Enum
    {
        private static Entry[] known = [];

        public static byte[] Of(WrittenContracts contracts, TEnum value)
        {
            foreach (Entry entry in known)
            {
                if (entry.Contracts == contracts && EqualityComparer<TEnum>.Default.Equals(entry.Value, value))
                {
                    return entry.Json;
                }
            }

            byte[] json = contracts.Serialized(value);
            known = [.. known.Take(63), new Entry(contracts, value, json)];
            return json;
        }

        private sealed record Entry(WrittenContracts Contracts, TEnum Value, byte[] Json);
    }
}
