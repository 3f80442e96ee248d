using System.Reflection;

namespace TraceKit.TestKit;

/// <summary>What generic parameters must be.</summary>
internal static class ApiConstraints
{
    public static string Of(IEnumerable<Type> parameters) => string.Concat(parameters.Select(One));

    private static string One(Type parameter)
    {
        GenericParameterAttributes flags = parameter.IsGenericParameter ? parameter.GenericParameterAttributes : default;
        List<string> rules = [];
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add("class");
        }

        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            rules.Add("struct");
        }

        if (parameter.IsGenericParameter)
        {
            rules.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => ApiTypeName.Short(type)).Order(StringComparer.Ordinal));
        }

        return rules.Count == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", rules)}";
    }
}
