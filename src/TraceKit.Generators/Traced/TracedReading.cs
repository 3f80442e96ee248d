using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TraceKit.Generators.Traced;

/// <summary>Reads a marked method: what is wrong with it, else what its source is made of.</summary>
internal sealed class TracedReading
{
    public const string AttributeName = "TraceKit.Tracing.TracedAttribute";

    private readonly IMethodSymbol _method;
    private readonly TracedArguments _arguments;
    private readonly TracedNames _names;
    private readonly JsonStatements _json;
    private readonly TracedShape _shape;
    private readonly ITypeSymbol? _item;
    private readonly INamedTypeSymbol? _scope;

    public TracedReading(IMethodSymbol method, AttributeData attribute, Compilation compilation)
    {
        _method = method;
        _arguments = new TracedArguments(method, attribute, compilation);
        _names = TracedNames.Beside(method);
        _json = new JsonStatements(_names, _arguments.Context);
        (_shape, _item) = ShapeOf(method.ReturnType);
        _scope = compilation.GetTypeByMetadataName("TraceKit.Collection.ITraceScope");
    }

    /// <summary>What there is to say: errors, else remarks.</summary>
    public IReadOnlyList<TracedProblem> Problems
    {
        get
        {
            TracedProblem[] errors = [.. Errors()];
            return errors.Length > 0 ? errors : [.. Remarks()];
        }
    }

    public TracedMethod Method(MethodDeclarationSyntax syntax)
    {
        string modifiers = string.Join(" ", syntax.Modifiers.Select(modifier => modifier.Text));
        return new TracedMethod
        {
            HintName = HintName(),
            Namespace = _method.ContainingNamespace.IsGlobalNamespace ? null : _method.ContainingNamespace.ToDisplayString(CSharpNames.Plain),
            Types = new(CSharpNames.Around(_method).Select(CSharpNames.Head)),
            Head = $"{modifiers} {CSharpNames.Of(_method.ReturnType)} {CSharpNames.Escaped(_method.Name)}{CSharpNames.TypeParameters(_method.TypeParameters)}",
            Constraints = new(_method.IsOverride ? [] : CSharpNames.Constraints(_method.TypeParameters)),
            Parameters = new(_method.Parameters.Select(Parameter)),
            Core = $"{_method.Name}Core{CSharpNames.TypeParameters(_method.TypeParameters)}",
            Shape = _shape,
            ReturnType = CSharpNames.Of(_method.ReturnType),
            ItemType = _item is null ? null : CSharpNames.Of(_item),
            Name = _arguments.Name,
            Role = _arguments.Role,
            Tags = new(_arguments.Tags),
            Metadata = new(_arguments.Metadata),
            Scope = _method.Parameters.FirstOrDefault(IsScope) is { } scope ? CSharpNames.Escaped(scope.Name) : null,
            Result = new(RecordsResult ? _json.Write(_names.Value, _item!) : []),
            Names = _names,
        };
    }

    private bool RecordsResult =>
        _item is not null
        && _shape is not (TracedShape.Stream or TracedShape.AsyncStream)
        && !_method.GetReturnTypeAttributes().Any(IsNotTraced);

    private IEnumerable<TracedProblem> Errors()
    {
        if (!_method.IsPartialDefinition || (_method.PartialImplementationPart is { } own && !IsGenerated(own)))
        {
            yield return new(TracedRules.NotPartial, _method.Name, CSharpNames.Signature(_method, _method.Name, "partial "));
            yield break;
        }

        if (MethodShapes.Unsupported(_method) is { } reason)
        {
            yield return new(TracedRules.Shape, _method.Name, reason);
            yield break;
        }

        foreach (INamedTypeSymbol type in CSharpNames.Around(_method).Where(type => !CSharpNames.IsPartial(type)))
        {
            yield return new(TracedRules.TypeNotPartial, _method.Name, type.Name);
        }

        if (!_method.ContainingType.GetMembers(_method.Name + "Core").OfType<IMethodSymbol>().Any(core => MethodShapes.IsCore(core, _method)))
        {
            yield return new(TracedRules.NoCore, _method.Name, CSharpNames.Signature(_method, _method.Name + "Core", "private "));
        }

        foreach (string problem in _arguments.Problems)
        {
            yield return new(TracedRules.Argument, _method.Name, problem);
        }
    }

    private IEnumerable<TracedProblem> Remarks()
    {
        foreach (IParameterSymbol parameter in _method.Parameters.Where(parameter => IsRecorded(parameter) && !_json.Records(parameter.Type)))
        {
            yield return new(TracedRules.NotRecorded, _method.Name, $"parameter '{parameter.Name}'", parameter.Type.ToDisplayString());
        }

        if (RecordsResult && !_json.Records(_item!))
        {
            yield return new(TracedRules.NotRecorded, _method.Name, "the result", _item!.ToDisplayString());
        }
    }

    private TracedParameter Parameter(IParameterSymbol parameter, int index)
    {
        string name = CSharpNames.Escaped(parameter.Name);
        string plain = $"{CSharpNames.Of(parameter.Type)} {name}";
        string modifier = parameter.IsParams ? "params " : _method.IsExtensionMethod && index == 0 ? "this " : string.Empty;
        return new(modifier + plain, plain, name, parameter.Name, new(IsRecorded(parameter) ? _json.Write(name, parameter.Type) : []));
    }

    private bool IsRecorded(IParameterSymbol parameter) =>
        !IsScope(parameter)
        && parameter.Type.ToDisplayString(CSharpNames.Plain) != "System.Threading.CancellationToken"
        && !parameter.GetAttributes().Any(IsNotTraced);

    private bool IsScope(IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(parameter.Type, _scope)
        || parameter.Type.AllInterfaces.Any(contract => SymbolEqualityComparer.Default.Equals(contract, _scope));

    private static bool IsNotTraced(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() == "TraceKit.Tracing.NotTracedAttribute";

    /// <summary>An analyzer also sees what the generator has written.</summary>
    private static bool IsGenerated(IMethodSymbol implementation) =>
        implementation.DeclaringSyntaxReferences.All(part => part.SyntaxTree.FilePath.EndsWith(".traced.g.cs", StringComparison.Ordinal));

    private static (TracedShape Shape, ITypeSymbol? Item) ShapeOf(ITypeSymbol type)
    {
        ITypeSymbol? item = (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        return type.OriginalDefinition.ToDisplayString(CSharpNames.Plain) switch
        {
            "void" => (TracedShape.Void, null),
            "System.Threading.Tasks.Task" => (TracedShape.Task, null),
            "System.Threading.Tasks.Task<TResult>" => (TracedShape.TaskOfValue, item),
            "System.Threading.Tasks.ValueTask" => (TracedShape.ValueTask, null),
            "System.Threading.Tasks.ValueTask<TResult>" => (TracedShape.ValueTaskOfValue, item),
            "System.Collections.Generic.IEnumerable<T>" => (TracedShape.Stream, item),
            "System.Collections.Generic.IAsyncEnumerable<T>" => (TracedShape.AsyncStream, item),
            _ => (TracedShape.Value, type),
        };
    }

    /// <summary>The method's full name, and a number where a type has several of that name.</summary>
    private string HintName()
    {
        string type = _method.ContainingType.ToDisplayString(CSharpNames.Plain).Replace('<', '{').Replace('>', '}');
        int index = _method.ContainingType.GetMembers(_method.Name).TakeWhile(member => !SymbolEqualityComparer.Default.Equals(member, _method)).Count();
        string number = index == 0 ? string.Empty : "." + (index + 1).ToString(CultureInfo.InvariantCulture);
        return $"{type}.{_method.Name}{number}.traced.g.cs";
    }
}
