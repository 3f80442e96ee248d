using System.Reflection;

namespace TraceKit.TestKit;

/// <summary>Names of types as C# writes them.</summary>
internal static class ApiTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
    };

    /// <summary>The name with its namespace, for the head of a type.</summary>
    public static string Full(Type type)
    {
        string name = type.DeclaringType is { } outer ? $"{Full(outer)}.{Bare(type)}" : $"{type.Namespace}.{Bare(type)}";
        Type[] own = OwnArguments(type);
        return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(argument => argument.Name))}>";
    }

    /// <summary>The name as members use it, with nullable annotations.</summary>
    public static string Short(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Short(type.GetElementType()!, nullability?.ElementType ?? nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Short(value) + "?";
        }

        string mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : string.Empty;
        return Unmarked(type, nullability) + mark;
    }

    private static string Unmarked(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Short(type.GetElementType()!, nullability?.ElementType) + "[]";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        NullabilityInfo[]? inner = nullability?.GenericTypeArguments;
        IEnumerable<string> arguments = type.GetGenericArguments()
            .Select((argument, index) => Short(argument, inner?.Length > index ? inner[index] : null));
        return $"{Bare(type)}<{string.Join(", ", arguments)}>";
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static Type[] OwnArguments(Type type)
    {
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        return type.GetGenericArguments()[inherited..];
    }
}
