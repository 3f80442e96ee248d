using System.Reflection;

namespace TraceKit.TestKit;

/// <summary>The line that opens a type.</summary>
internal static class ApiTypeHead
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    public static string Of(Type type)
    {
        string head = $"{Kind(type)} {ApiTypeName.Full(type)}";
        string[] bases = [.. Bases(type)];
        return (bases.Length == 0 ? head : $"{head} : {string.Join(", ", bases)}") + ApiConstraints.Of(type.GetGenericArguments());
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
        _ when IsDelegate(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ => (type.IsSealed ? "sealed " : string.Empty) + (IsRecord(type) ? "record" : "class"),
    };

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Own) is not null;

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || IsDelegate(type))
        {
            return [];
        }

        IEnumerable<Type> bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];
        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<Type> contracts = type.GetInterfaces().Except(inherited).Where(contract => contract.Name != "IEquatable`1");
        return bases.Select(Name).Concat(contracts.Select(Name).Order(StringComparer.Ordinal));
    }

    private static string Name(Type type) => ApiTypeName.Short(type);
}
