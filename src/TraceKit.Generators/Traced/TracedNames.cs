using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Traced;

/// <summary>Names of the generated code's own, which no parameter has.</summary>
internal sealed record TracedNames(string Scope, string Json, string Value, string Token, string Recorded)
{
    public static TracedNames Beside(IMethodSymbol method)
    {
        HashSet<string> taken = [.. method.Parameters.Select(parameter => parameter.Name), .. method.TypeParameters.Select(parameter => parameter.Name), method.Name, method.Name + "Core"];
        string Free(string name)
        {
            while (taken.Any(other => other == name || (name.StartsWith("value", StringComparison.Ordinal) && other.StartsWith(name, StringComparison.Ordinal))))
            {
                name += "_";
            }

            return name;
        }

        return new TracedNames(Free("scope"), Free("json"), Free("value"), Free("_"), Free("Recorded"));
    }
}
