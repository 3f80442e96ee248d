using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace TraceKit.TestKit;

/// <summary>Shows what an assembly makes public as text that only a change of the surface changes.</summary>
public static class ApiSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Renders the public types and members, in ordinal order.</summary>
    public static string Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(ApiTypeName.Full, StringComparer.Ordinal))
        {
            text.Append(ApiTypeHead.Of(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (ApiTypeHead.IsDelegate(type))
        {
            return [];
        }

        return type.GetMembers(Declared)
            .Where(member => member is PropertyInfo || !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .Select(ApiMember.Of)
            .OfType<string>();
    }
}
