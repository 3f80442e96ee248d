using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceKit.Contract;

/// <summary>The names of an enumeration in lower case, and those alone.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
internal sealed class LowerCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
