using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TraceKit.TestKit;

/// <summary>One public member as one line.</summary>
internal static class ApiMember
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The line, or null when nobody outside can see the member.</summary>
    public static string? Of(MemberInfo member) => member switch
    {
        FieldInfo field when IsVisible(field) => Field(field),
        PropertyInfo property when property.GetMethod is { } getter && IsVisible(getter) => Property(property),
        EventInfo declared when IsVisible(declared.AddMethod!) => $"event {ApiTypeName.Short(declared.EventHandlerType!)} {declared.Name}",
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
            $"new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(method),
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => (field.IsPublic || field.IsFamily) && !field.IsSpecialName;

    private static string Field(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        return field.IsLiteral
            ? $"const {ApiTypeName.Short(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}"
            : $"{Static(field.IsStatic)}{(field.IsInitOnly ? "readonly " : string.Empty)}{ApiTypeName.Short(field.FieldType, Nullability.Create(field))} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo getter = property.GetMethod!;
        string required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : string.Empty;
        string slot = getter is { IsStatic: true, IsAbstract: true } ? "static abstract " : Static(getter.IsStatic);
        string setter = property.SetMethod is { } set && IsVisible(set) ? IsInit(set) ? " init;" : " set;" : string.Empty;
        string type = ApiTypeName.Short(property.PropertyType, Nullability.Create(property));
        string name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";
        return $"{required}{slot}{type} {name} {{ get;{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        Type[] arguments = method.GetGenericArguments();
        string generic = arguments.Length == 0 ? string.Empty : $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>";
        bool overrides = method.IsVirtual && method.GetBaseDefinition() != method;
        string slot = overrides ? "override " : method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : Static(method.IsStatic);
        string access = method.IsPublic ? string.Empty : "protected ";
        string type = ApiTypeName.Short(method.ReturnType, Nullability.Create(method.ReturnParameter));
        return $"{access}{slot}{type} {method.Name}{generic}({Parameters(method)}){ApiConstraints.Of(arguments)}";
    }

    private static string Parameters(MethodBase method)
    {
        string self = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : string.Empty;
        return self + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string direction = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => string.Empty,
        };
        string fallback = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : string.Empty;
        return $"{direction}{ApiTypeName.Short(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Static(bool isStatic) => isStatic ? "static " : string.Empty;

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
