using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Traced;

/// <summary>Writes the statements that write a value as JSON, without reflection: what has one natural form directly, the rest by a named context.</summary>
internal sealed class JsonStatements(TracedNames names, string? context)
{
    private const string Json = "global::TraceKit.Tracing.OperationJson";
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    private static readonly HashSet<string> Lists =
    [
        .. new[] { "List", "IList", "ICollection", "IReadOnlyList", "IReadOnlyCollection", "HashSet", "ISet", "IReadOnlySet" }.Select(name => $"System.Collections.Generic.{name}<T>"),
    ];

    private static readonly HashSet<string> Maps =
    [
        .. new[] { "Dictionary", "IDictionary", "IReadOnlyDictionary" }.Select(name => $"System.Collections.Generic.{name}<TKey, TValue>"),
    ];

    private int _locals;

    /// <summary>Whether more than the name of a type is recorded.</summary>
    public bool Records(ITypeSymbol type) => context is not null || IsNatural(type);

    /// <summary>The statements that write a value.</summary>
    public IEnumerable<string> Write(string value, ITypeSymbol type) => Statements(value, type);

    private IEnumerable<string> Statements(string value, ITypeSymbol type)
    {
        if (!Records(type))
        {
            string name = type is ITypeParameterSymbol ? $"typeof({type.Name}).ToString()" : CSharpNames.Literal(type.ToDisplayString());
            return [$"{Json}.WriteNotRecorded({names.Json}, {name});"];
        }

        if (!IsNatural(type, context is not null))
        {
            return [$"{Json}.Write({names.Json}, {value}, {context}.Default);"];
        }

        if (Scalar(value, type) is { } statement)
        {
            return type.IsReferenceType && type.SpecialType != SpecialType.System_String ? Guarded(value, inner => [Scalar(inner, type)!]) : [statement];
        }

        if (Nullable(type) is { } underlying)
        {
            return Guarded(value, inner => Statements(inner, underlying));
        }

        return Guarded(value, inner => MapValue(type) is { } mapped ? Map(inner, mapped) : List(inner, ListItem(type)!));
    }

    private IEnumerable<string> Guarded(string value, Func<string, IEnumerable<string>> write)
    {
        string inner = Local();
        return [$"if ({value} is {{ }} {inner})", "{", .. write(inner).Select(Indented), "}", "else", "{", Indented($"{names.Json}.WriteNullValue();"), "}"];
    }

    private IEnumerable<string> List(string value, ITypeSymbol item)
    {
        string each = Local();
        return
        [
            $"{names.Json}.WriteStartArray();",
            $"foreach (var {each} in {value})",
            "{",
            .. Statements(each, item).Select(Indented),
            "}",
            string.Empty,
            $"{names.Json}.WriteEndArray();",
        ];
    }

    private IEnumerable<string> Map(string value, ITypeSymbol item)
    {
        string each = Local();
        return
        [
            $"{names.Json}.WriteStartObject();",
            $"foreach (var {each} in {value})",
            "{",
            Indented($"{names.Json}.WritePropertyName({each}.Key);"),
            .. Statements($"{each}.Value", item).Select(Indented),
            "}",
            string.Empty,
            $"{names.Json}.WriteEndObject();",
        ];
    }

    private string? Scalar(string value, ITypeSymbol type)
    {
        string json = names.Json;
        if (type.TypeKind == TypeKind.Enum)
        {
            return $"{json}.WriteStringValue({value}.ToString());";
        }

        if (IsEvent(type))
        {
            return $"global::System.Text.Json.JsonSerializer.Serialize({json}, {value}, {CSharpNames.Unannotated(type)}.EventType.Json);";
        }

        return type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(CSharpNames.Plain) switch
        {
            "string" or "System.Guid" or "System.DateTime" or "System.DateTimeOffset" => $"{json}.WriteStringValue({value});",
            "bool" => $"{json}.WriteBooleanValue({value});",
            "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "decimal" => $"{json}.WriteNumberValue({value});",
            "double" or "float" => $"{Json}.Write({json}, {value});",
            "char" => $"{json}.WriteStringValue({value}.ToString());",
            "System.DateOnly" or "System.TimeOnly" => $"{json}.WriteStringValue({value}.ToString(\"O\", {Invariant}));",
            "System.TimeSpan" => $"{json}.WriteStringValue({value}.ToString(\"c\", {Invariant}));",
            "System.Uri" => $"{json}.WriteStringValue({value}.OriginalString);",
            "byte[]" => $"{json}.WriteBase64StringValue({value});",
            "System.Text.Json.JsonElement" => $"{value}.WriteTo({json});",
            _ => null,
        };
    }

    /// <summary>Whether a type has one obvious form in JSON. A lazy sequence has none: writing it would read it, and its reader would find it spent.</summary>
    private bool IsNatural(ITypeSymbol type, bool deep = false) =>
        Scalar(string.Empty, type) is not null
        || (Nullable(type) ?? ListItem(type) ?? MapValue(type)) is { } inner && (deep || IsNatural(inner));

    private static ITypeSymbol? Nullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;

    private static ITypeSymbol? ListItem(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when Lists.Contains(named.OriginalDefinition.ToDisplayString(CSharpNames.Plain)) => named.TypeArguments[0],
        _ => null,
    };

    private static ITypeSymbol? MapValue(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 2 } named
        && Maps.Contains(named.OriginalDefinition.ToDisplayString(CSharpNames.Plain))
        && named.TypeArguments[0].SpecialType == SpecialType.System_String
            ? named.TypeArguments[1]
            : null;

    private static bool IsEvent(ITypeSymbol type) => type.AllInterfaces.Any(contract =>
        contract.OriginalDefinition.ToDisplayString(CSharpNames.Plain) == "TraceKit.Contract.ITraceEvent<TSelf>"
        && SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], type));

    private string Local() => names.Value + (++_locals).ToString(CultureInfo.InvariantCulture);

    private static string Indented(string line) => line.Length == 0 ? line : "    " + line;
}
