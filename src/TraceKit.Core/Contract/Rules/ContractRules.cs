using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Contract.Rules;

/// <summary>The rules of a contract beside its types, read once from the attributes of its members.</summary>
internal sealed class ContractRules
{
    private static readonly ConditionalWeakTable<JsonTypeInfo, ContractRules> Known = [];

    private readonly ContractNode _root;

    private ContractRules(JsonTypeInfo contract) => _root = new ContractTree(contract.Options).NodeOf(contract);

    /// <summary>The rules of a contract.</summary>
    public static ContractRules Of(JsonTypeInfo contract) => Known.GetValue(contract, static contract => new ContractRules(contract));

    /// <summary>The first rule that JSON breaks which could be read as the type, or null.</summary>
    public RuleBreak? BrokenBy(ReadOnlySpan<byte> json)
    {
        // Most data has no null in it, and finding that out costs next to nothing.
        bool matters = _root.HasRules || (_root.HasLists && json.IndexOf("null"u8) >= 0);
        return matters ? Check(json, diagnose: false) : null;
    }

    /// <summary>The rule that JSON breaks which could not be read as the type: a required member, one that is not known, a rule, or else the type.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="path">Where reading failed, as the framework says it.</param>
    public string WhyUnreadable(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            return Check(json, diagnose: true) is { } broken && $"${broken.Path}" == path ? broken.Rule : "type";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in an escape: JSON to a parser, and no text to a reader.
            return "type";
        }
    }

    private RuleBreak? Check(ReadOnlySpan<byte> json, bool diagnose)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        return _root.Check(ref reader, diagnose);
    }
}
