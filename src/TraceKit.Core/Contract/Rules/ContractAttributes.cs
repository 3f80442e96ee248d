using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Contract.Rules;

/// <summary>The attributes of a member, from the source-generated contract: it names the member statically, so trimming keeps it.</summary>
internal static class ContractAttributes
{
    public static object[] Of(JsonPropertyInfo member) => member.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [];

    /// <summary>The member's name in code, or null when the contract does not say it.</summary>
    public static string? NameOf(JsonPropertyInfo member) => (member.AttributeProvider as MemberInfo)?.Name;
}
