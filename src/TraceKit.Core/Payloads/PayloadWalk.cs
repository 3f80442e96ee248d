using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract;

namespace TraceKit.Payloads;

/// <summary>Walks over the source-generated contract of an event type.</summary>
internal sealed class PayloadWalk
{
    private static readonly Assembly Framework = typeof(JsonSerializer).Assembly;
    private static readonly Assembly Core = typeof(PayloadWalk).Assembly;

    private readonly Dictionary<Type, PayloadNode> _nodes = [];

    public PayloadNode NodeOf(JsonTypeInfo contract)
    {
        if (_nodes.TryGetValue(contract.Type, out PayloadNode? known))
        {
            return known;
        }

        var node = new PayloadNode();
        _nodes.Add(contract.Type, node);
        Describe(node, contract);
        return node;
    }

    private void Describe(PayloadNode node, JsonTypeInfo contract)
    {
        node.RunsCode = !IsOurs(contract.Converter) || contract.OnSerializing is not null || contract.OnSerialized is not null || contract.PolymorphismOptions is not null;
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                foreach (JsonPropertyInfo member in contract.Properties)
                {
                    DescribeMember(node, member, contract);
                }

                break;
            case JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary:
                node.IsFree = contract.Kind == JsonTypeInfoKind.Dictionary;
                node.RunsCode |= node.IsFree && (contract.Options.DictionaryKeyPolicy is { } policy && policy.GetType().Assembly != Framework);
                node.IsOpenCollection = !FrameworkCollections.Has(contract.Type);
                node.Items = Part(contract.ElementType, contract.Options);
                break;
            default:
                DescribeValue(node, contract);
                break;
        }
    }

    private void DescribeMember(PayloadNode node, JsonPropertyInfo member, JsonTypeInfo owner)
    {
        if (member.Get is not { } get)
        {
            return;
        }

        node.RunsCode |= member.ShouldSerialize is not null || !IsCompilerMade(member, owner.Type);
        node.IsFree |= member.IsExtensionData;
        if (member.CustomConverter is null)
        {
            node.AddMember(get, Part(member.PropertyType, owner.Options));
        }
        else
        {
            node.RunsCode |= !IsOurs(member.CustomConverter);
        }
    }

    private void DescribeValue(PayloadNode node, JsonTypeInfo contract)
    {
        if (Nullable.GetUnderlyingType(contract.Type) is { } value)
        {
            node.Items = Part(value, contract.Options);
            return;
        }

        Type type = contract.Type;

        // Behind an object and in a JsonValue may stand anything; raw JSON is as it was parsed, unless our converter looks at it.
        node.RunsCode |= type == typeof(object) || typeof(JsonNode).IsAssignableFrom(type);
        node.IsFree = (type == typeof(JsonElement) && contract.Converter is not UniqueMembersConverter) || type == typeof(JsonDocument);
    }

    private PayloadNode Part(Type? type, JsonSerializerOptions options)
    {
        try
        {
            return type is null ? new PayloadNode { RunsCode = true } : NodeOf(options.GetTypeInfo(type));
        }
        catch (Exception)
        {
            return new PayloadNode { RunsCode = true }; // what cannot be looked at is not known to be inert
        }
    }

    private static bool IsOurs(JsonConverter converter) => converter.GetType().Assembly is var home && (home == Framework || home == Core);

    private static bool IsCompilerMade(JsonPropertyInfo member, Type owner) => member.AttributeProvider switch
    {
        FieldInfo => true,
        PropertyInfo { GetMethod: { } getter } property =>
            property.DeclaringType?.Assembly == Core
            || (getter.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && (!getter.IsVirtual || getter.IsFinal || owner.IsSealed)),
        _ => false,
    };
}
