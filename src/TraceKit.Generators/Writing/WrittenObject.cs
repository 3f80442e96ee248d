using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Writing;

/// <summary>Reads a type that is written as a JSON object of its public properties.</summary>
internal static class WrittenObject
{
    private const string Json = "System.Text.Json.Serialization.";

    /// <summary>Attributes that change nothing about how a member is written, or that are understood here.</summary>
    private static readonly HashSet<string> Understood = ["JsonPropertyNameAttribute", "JsonIgnoreAttribute", "JsonRequiredAttribute", "JsonPropertyOrderAttribute"];

    /// <summary>The members of a type, in order.</summary>
    /// <returns>Null where it is not written so, or something about it is not understood.</returns>
    public static IReadOnlyList<WrittenMember>? Members(ITypeSymbol type, EventContext context)
    {
        if (type is not INamedTypeSymbol { IsGenericType: false, TypeKind: TypeKind.Class or TypeKind.Struct } named
            || IsOfTheFramework(named)
            || !HasOnlyItself(named)
            || JsonAttributes(named).Any()
            || named.AllInterfaces.Any(contract => contract.ToDisplayString() == "System.Collections.IEnumerable"))
        {
            return null;
        }

        var members = new List<WrittenMember>();
        foreach (IPropertySymbol property in named.GetMembers().OfType<IPropertySymbol>().Where(IsWritten))
        {
            string[] attributes = [.. JsonAttributes(property)];
            if (attributes.Any(attribute => !Understood.Contains(attribute)))
            {
                return null;
            }

            if (Member(property, context) is { } member)
            {
                members.Add(member);
            }
            else if (Ignore(property) != JsonIgnore.Always)
            {
                return null;
            }
        }

        return members;
    }

    /// <summary>Types of the framework have converters of their own, such as dates.</summary>
    private static bool IsOfTheFramework(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() is var home && (home == "System" || home.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Inherited members come from a place that is not read here.</summary>
    private static bool HasOnlyItself(INamedTypeSymbol type) =>
        type.IsValueType || type.BaseType is { SpecialType: SpecialType.System_Object };

    private static bool IsWritten(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public };

    private static WrittenMember? Member(IPropertySymbol property, EventContext context)
    {
        string name = Argument(property, "JsonPropertyNameAttribute") as string ?? context.Names!(property.Name);
        return Ignore(property) is null && name.All(IsSimple) ? new WrittenMember(property, name, context.Ignore == JsonIgnore.WhenWritingNull) : null;
    }

    /// <summary>Number of the condition on which a member is left out; the framework takes any but 'always' for code that has to be asked.</summary>
    private static int? Ignore(IPropertySymbol property) => Attribute(property, "JsonIgnoreAttribute") is { } attribute
        ? attribute.NamedArguments.Select(argument => argument.Value.Value).OfType<int>().DefaultIfEmpty(JsonIgnore.Always).First()
        : null;

    private static object? Argument(ISymbol symbol, string attribute) => Attribute(symbol, attribute)?.ConstructorArguments.FirstOrDefault().Value;

    private static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == Json + name);

    private static IEnumerable<string> JsonAttributes(ISymbol symbol) => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass is { } of && (of.ToDisplayString().StartsWith(Json, StringComparison.Ordinal) || IsConverter(of)))
        .Select(attribute => attribute.AttributeClass!.Name);

    /// <summary>Attributes of the user's that choose a converter.</summary>
    private static bool IsConverter(INamedTypeSymbol attribute) => attribute.BaseType is { } parent && parent.ToDisplayString() == Json + "JsonConverterAttribute";

    private static bool IsSimple(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.';
}
