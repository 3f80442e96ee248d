using System.Text.Json.Serialization;

namespace TraceKit.Contract;

/// <summary>Words on the wire, and words alone: the framework's own converter also takes the number behind the word.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
internal sealed class WireEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;
