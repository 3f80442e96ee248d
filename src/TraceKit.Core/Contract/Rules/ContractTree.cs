using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Contract.Rules;

/// <summary>Makes the nodes of a contract and of all that is in it; a type that holds itself is one node.</summary>
internal sealed class ContractTree(JsonSerializerOptions options)
{
    private readonly Dictionary<Type, ContractNode> _nodes = [];

    public ContractNode NodeOf(JsonTypeInfo contract)
    {
        ContractNode root = Node(contract);
        while (_nodes.Values.Any(Inherit))
        {
            // What a node holds tells whether it matters, and types may hold each other: repeat until nothing changes.
        }

        return root;
    }

    private static bool Inherit(ContractNode node)
    {
        ContractNode[] held = [.. node.Members.Select(member => member.Value).Append(node.Element).OfType<ContractNode>()];
        (bool rules, bool lists) = (node.HasRules, node.HasLists);
        node.HasRules |= node.Flags.Count > 0 || node.Members.Any(member => member.HasRules) || held.Any(inner => inner.HasRules);
        node.HasLists |= node.RefusesNull || held.Any(inner => inner.HasLists);
        return (rules, lists) != (node.HasRules, node.HasLists);
    }

    private ContractNode Node(JsonTypeInfo contract)
    {
        if (_nodes.TryGetValue(contract.Type, out ContractNode? known))
        {
            return known;
        }

        var node = new ContractNode();
        _nodes.Add(contract.Type, node);
        if (contract is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null })
        {
            node.Members = [.. contract.Properties.Where(member => !member.IsExtensionData).Select(member => new ContractMember(member, member.CustomConverter is null ? Node(member.PropertyType) : null))];
            node.Flags = [.. FlagRule.Of(contract)];
            node.IsClosed = (contract.UnmappedMemberHandling ?? options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow;
        }
        else if (contract.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && contract.ElementType is { } element)
        {
            node.Element = Node(element);
            node.RefusesNull = options.RespectNullableAnnotations && Nullable.GetUnderlyingType(element) is null && !IsAnyJson(element);
        }

        return node;
    }

    private ContractNode? Node(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return options.TryGetTypeInfo(type, out JsonTypeInfo? contract) ? Node(contract) : null;
    }

    private static bool IsAnyJson(Type type) => type == typeof(JsonElement) || type == typeof(object) || typeof(JsonNode).IsAssignableFrom(type);
}
