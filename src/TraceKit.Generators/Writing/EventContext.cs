using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Writing;

/// <summary>A JSON context as its attributes describe it.</summary>
internal sealed class EventContext
{
    public const string SerializableAttribute = "System.Text.Json.Serialization.JsonSerializableAttribute";

    /// <summary>Options that change nothing about how a value is written, or that are understood here.</summary>
    private static readonly HashSet<string> Understood =
    [
        "PropertyNamingPolicy", "DefaultIgnoreCondition", "UnmappedMemberHandling", "RespectNullableAnnotations", "RespectRequiredConstructorParameters",
        "AllowDuplicateProperties", "AllowOutOfOrderMetadataProperties", "Converters", "MaxDepth", "GenerationMode", "PropertyNameCaseInsensitive", "WriteIndented",
        "ReadCommentHandling", "AllowTrailingCommas", "PreferredObjectCreationHandling", "UnknownTypeHandling", "DefaultBufferSize", "UseStringEnumConverter",
        "IndentCharacter", "IndentSize", "NewLine", "DictionaryKeyPolicy",
    ];

    private readonly ImmutableArray<AttributeData> _serializable;
    private readonly Dictionary<string, TypedConstant> _options;

    public EventContext(INamedTypeSymbol context, ImmutableArray<AttributeData> serializable)
    {
        _serializable = serializable;
        AttributeData? options = context.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass?.ToDisplayString() == "System.Text.Json.Serialization.JsonSourceGenerationOptionsAttribute");
        _options = options?.NamedArguments.ToDictionary(argument => argument.Key, argument => argument.Value) ?? [];
        IsPlain = options is null || options.ConstructorArguments.Length == 0;
        Names = JsonNames.Of(Number("PropertyNamingPolicy"));
    }

    /// <summary>The naming policy; null where it is not known.</summary>
    public Func<string, string>? Names { get; }

    /// <summary>Number of the <c>JsonIgnoreCondition</c> that holds where a member does not say.</summary>
    public int Ignore => Number("DefaultIgnoreCondition");

    public bool CanBeWritten => IsPlain && Names is not null && Ignore is JsonIgnore.Never or JsonIgnore.WhenWritingNull && _options.Keys.All(Understood.Contains);

    private bool IsPlain { get; }

    /// <summary>The event types among those of the context that code of the assembly can name.</summary>
    public IEnumerable<INamedTypeSymbol> Events(Compilation compilation) => compilation.GetTypeByMetadataName("TraceKit.Contract.Writing.EventWriters") is null
        ? []
        : _serializable
            .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
            .OfType<INamedTypeSymbol>()
            .Where(type => IsEvent(type) && type is { IsGenericType: false, TypeKind: TypeKind.Class or TypeKind.Struct } && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly) && !type.IsFileLocal)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private int Number(string option) => _options.TryGetValue(option, out TypedConstant value) && value.Value is int number ? number : 0;

    private static bool IsEvent(INamedTypeSymbol type) => type.AllInterfaces.Any(contract =>
        contract.OriginalDefinition.ToDisplayString(CSharpNames.Plain) == "TraceKit.Contract.ITraceEvent<TSelf>"
        && SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], type));
}
