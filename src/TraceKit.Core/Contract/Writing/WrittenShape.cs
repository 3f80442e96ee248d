using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Contract.Writing;

/// <summary>What a generated writer takes a type's JSON contract for.</summary>
/// <param name="Type">The type.</param>
/// <param name="Members">Names of its members on the wire, in order, joined by line feeds.</param>
/// <param name="Nulls">What becomes of members without a value: the context's default.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WrittenShape(Type Type, string Members, JsonIgnoreCondition Nulls)
{
    /// <summary>Whether the contract is just this.</summary>
    internal bool Fits(JsonSerializerOptions options) =>
        options.TryGetTypeInfo(Type, out JsonTypeInfo? contract)
        && contract is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, NumberHandling: null or JsonNumberHandling.Strict, OnSerializing: null, OnSerialized: null }
        && options is { NumberHandling: JsonNumberHandling.Strict, ReferenceHandler: null, IgnoreReadOnlyProperties: false, IgnoreReadOnlyFields: false }
        && options.DefaultIgnoreCondition == Nulls
        && contract.Properties.Where(IsWritten).All(IsPlain)
        && Members == string.Join('\n', contract.Properties.Where(IsWritten).Select(member => member.Name));

    private static bool IsWritten(JsonPropertyInfo member) => member.Get is not null;

    private static bool IsPlain(JsonPropertyInfo member) =>
        member is { CustomConverter: null, ShouldSerialize: null, IsExtensionData: false, NumberHandling: null or JsonNumberHandling.Strict };
}
