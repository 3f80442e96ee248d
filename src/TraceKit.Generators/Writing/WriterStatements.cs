using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Writing;

/// <summary>The statements that write the members of one object.</summary>
internal sealed class WriterStatements(WriterSource source)
{
    private static readonly HashSet<string> Lists = ["System.Collections.Generic.List<T>", "System.Collections.Generic.IList<T>", "System.Collections.Generic.IReadOnlyList<T>"];

    private int _locals;

    /// <summary>The statements that write a member.</summary>
    public IEnumerable<string> Member(WrittenMember member)
    {
        string name = CSharpNames.Literal($",\"{member.Name}\":") + "u8";
        ITypeSymbol type = member.Property.Type;
        bool mayBeNull = type.NullableAnnotation == NullableAnnotation.Annotated || Nullable(type) is not null;
        string otherwise = !mayBeNull ? "json.GiveUp();" : member.SkipsNull ? string.Empty : $"json.Null({name});";
        return Value(name, "value." + CSharpNames.Escaped(member.Property.Name), type, otherwise);
    }

    /// <summary>The statements that write a value, and one for when there is none.</summary>
    private IEnumerable<string> Value(string name, string value, ITypeSymbol type, string whenNull)
    {
        if (Nullable(type) is { } underlying)
        {
            return Guarded(value, inner => Present(name, inner, underlying), whenNull);
        }

        return type.IsReferenceType ? Guarded(value, inner => Present(name, inner, type), whenNull) : Present(name, value, type);
    }

    private IEnumerable<string> Present(string name, string value, ITypeSymbol type)
    {
        if (Scalar(name, value, type) is { } statement)
        {
            return [statement];
        }

        if (ListItem(type) is { } item)
        {
            return List(name, value, type, item);
        }

        return source.ObjectMethod(type) is { } method
            ? [$"{method}(json, {name}, {value});"]
            : [$"json.Other<{CSharpNames.Unannotated(type)}>({name}, {value});"];
    }

    private IEnumerable<string> Guarded(string value, Func<string, IEnumerable<string>> present, string whenNull)
    {
        string local = Local();
        IEnumerable<string> lines = [$"if ({value} is {{ }} {local})", "{", .. present(local).Select(Indented), "}"];
        return whenNull.Length == 0 ? lines : [.. lines, "else", "{", Indented(whenNull), "}"];
    }

    private IEnumerable<string> List(string name, string value, ITypeSymbol type, ITypeSymbol item)
    {
        string start = Local();
        string index = Local();
        string each = Local();
        string count = type is IArrayTypeSymbol ? "Length" : "Count";
        return
        [
            $"int {start} = json.BeginList({name}, {value});",
            $"if ({start} >= 0)",
            "{",
            $"    for (int {index} = 0; {index} < {value}.{count}; {index}++)",
            "    {",
            $"        var {each} = {value}[{index}];",
            .. Value("\",\"u8", each, item, "json.Null(\",\"u8);").Select(line => "        " + line),
            "    }",
            string.Empty,
            $"    json.EndList({start});",
            "}",
        ];
    }

    private static string? Scalar(string name, string value, ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return $"json.Word({name}, {value});";
        }

        return type.SpecialType switch
        {
            SpecialType.System_String => $"json.Text({name}, {value});",
            SpecialType.System_Boolean => $"json.Flag({name}, {value});",
            SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 => $"json.Number({name}, (long){value});",
            SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal => $"json.Number({name}, {value});",
            _ => type.ToDisplayString(CSharpNames.Plain) == "System.Text.Json.JsonElement" ? $"json.Element({name}, {value});" : null,
        };
    }

    private static ITypeSymbol? Nullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;

    private static ITypeSymbol? ListItem(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array when array.ElementType.SpecialType != SpecialType.System_Byte => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when Lists.Contains(named.OriginalDefinition.ToDisplayString(CSharpNames.Plain)) => named.TypeArguments[0],
        _ => null,
    };

    private string Local() => "v" + (++_locals).ToString(CultureInfo.InvariantCulture);

    private static string Indented(string line) => line.Length == 0 ? line : "    " + line;
}
