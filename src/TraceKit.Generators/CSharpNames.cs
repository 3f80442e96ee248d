using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TraceKit.Generators;

/// <summary>How symbols are written in generated code: fully qualified, annotated, escaped.</summary>
internal static class CSharpNames
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Full names without <c>global::</c>.</summary>
    public static SymbolDisplayFormat Plain { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(Full);

    public static string Unannotated(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string TypeParameters(IReadOnlyList<ITypeParameterSymbol> parameters) =>
        parameters.Count == 0 ? string.Empty : $"<{string.Join(", ", parameters.Select(parameter => Escaped(parameter.Name)))}>";

    /// <summary>The types around a member, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Around(ISymbol member)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            types.Push(type);
        }

        return types;
    }

    public static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static string Head(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            _ => "class",
        };
        return $"partial {kind} {Escaped(type.Name)}{TypeParameters(type.TypeParameters)}";
    }

    /// <summary>A declaration as an author would write it, for a message.</summary>
    public static string Signature(IMethodSymbol method, string name, string modifiers)
    {
        IEnumerable<string> parameters = method.Parameters.Select(parameter => $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {parameter.Name}");
        return $"{(method.IsStatic ? modifiers.Insert(modifiers.StartsWith("private", StringComparison.Ordinal) ? modifiers.Length : 0, "static ") : modifiers)}"
            + $"{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {name}{TypeParameters(method.TypeParameters)}({string.Join(", ", parameters)})";
    }

    public static IEnumerable<string> Constraints(IEnumerable<ITypeParameterSymbol> parameters) =>
        from parameter in parameters
        let constraints = Constraints(parameter).ToArray()
        where constraints.Length > 0
        select $"where {Escaped(parameter.Name)} : {string.Join(", ", constraints)}";

    private static IEnumerable<string> Constraints(ITypeParameterSymbol parameter)
    {
        string? kind = parameter switch
        {
            { HasUnmanagedTypeConstraint: true } => "unmanaged",
            { HasValueTypeConstraint: true } => "struct",
            { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: NullableAnnotation.Annotated } => "class?",
            { HasReferenceTypeConstraint: true } => "class",
            { HasNotNullConstraint: true } => "notnull",
            _ => null,
        };
        IEnumerable<string> all = parameter.ConstraintTypes.Select(Of);
        all = kind is null ? all : all.Prepend(kind);
        return parameter.HasConstructorConstraint ? all.Append("new()") : all;
    }
}
