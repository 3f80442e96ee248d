using System.Text;
using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Traced;

/// <summary>What the author said in the attribute.</summary>
internal sealed class TracedArguments
{
    private const string ContextName = "System.Text.Json.Serialization.JsonSerializerContext";

    private readonly List<string> _problems = [];

    public TracedArguments(IMethodSymbol method, AttributeData attribute, Compilation compilation)
    {
        string? name = attribute.ConstructorArguments.FirstOrDefault() is { IsNull: false, Value: string given } ? given : null;
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            _problems.Add("the name is empty: leave it out, or name the operation");
        }

        Name = name ?? NameOf(method);
        Dictionary<string, TypedConstant> named = attribute.NamedArguments.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Role = named.TryGetValue("Role", out TypedConstant role) ? role.Value as string : null;
        Tags = Texts(named, "Tags");
        Metadata = Facts(Texts(named, "Metadata"));
        Context = named.TryGetValue("Json", out TypedConstant json) ? ContextOf(json.Value as INamedTypeSymbol, compilation) : null;
    }

    public string Name { get; }

    public string? Role { get; }

    public IReadOnlyList<string> Tags { get; }

    /// <summary>Names and values in turn.</summary>
    public IReadOnlyList<string> Metadata { get; }

    /// <summary>The context of JSON contracts as it is written in code, or null.</summary>
    public string? Context { get; }

    public IReadOnlyList<string> Problems => _problems;

    private static string[] Texts(Dictionary<string, TypedConstant> named, string name) =>
        named.TryGetValue(name, out TypedConstant value) && !value.IsNull ? [.. value.Values.Select(item => item.Value as string ?? string.Empty)] : [];

    private List<string> Facts(string[] entries)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string entry in entries)
        {
            int equals = entry.IndexOf('=');
            if (equals <= 0)
            {
                _problems.Add($"the metadata '{entry}' must have the form 'name=value'");
            }
            else if (facts.ContainsKey(entry.Substring(0, equals)))
            {
                _problems.Add($"the metadata '{entry.Substring(0, equals)}' is there twice");
            }
            else
            {
                facts.Add(entry.Substring(0, equals), entry.Substring(equals + 1));
            }
        }

        return [.. facts.SelectMany(fact => new[] { fact.Key, fact.Value })];
    }

    private string? ContextOf(INamedTypeSymbol? type, Compilation compilation)
    {
        INamedTypeSymbol? wanted = compilation.GetTypeByMetadataName(ContextName);
        for (INamedTypeSymbol? candidate = type?.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, wanted))
            {
                return CSharpNames.Of(type!);
            }
        }

        _problems.Add($"'{type?.Name}' is no JsonSerializerContext: name a partial class that derives from it and lists the types with [JsonSerializable]");
        return null;
    }

    /// <summary><c>FindFlightsAsync</c> is <c>find_flights</c>.</summary>
    private static string NameOf(IMethodSymbol method)
    {
        string name = method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name.Length > 5 ? method.Name.Substring(0, method.Name.Length - 5) : method.Name;
        var words = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool starts = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            _ = starts ? words.Append('_') : words;
            words.Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }
}
