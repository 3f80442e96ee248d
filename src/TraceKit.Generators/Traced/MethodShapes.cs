using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Traced;

/// <summary>Which methods can be recorded, and which method holds the code of one.</summary>
internal static class MethodShapes
{
    /// <summary>Why a method cannot be recorded, or null.</summary>
    public static string? Unsupported(IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return "it stands in an interface";
        }

        if (method.ContainingType.IsValueType && !method.IsStatic)
        {
            return $"'{method.ContainingType.Name}' is a struct, whose instance a recorded call would copy";
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return "it returns a reference";
        }

        if (!IsOrdinary(method.ReturnType) || IsOtherAwaitable(method.ReturnType))
        {
            return $"it returns '{method.ReturnType.ToDisplayString()}'";
        }

        return method.Parameters
            .Where(parameter => parameter.RefKind != RefKind.None || !IsOrdinary(parameter.Type))
            .Select(parameter => parameter.RefKind == RefKind.None
                ? $"a '{parameter.Type.ToDisplayString()}', as parameter '{parameter.Name}' is, cannot outlive the call"
                : $"parameter '{parameter.Name}' is passed by reference")
            .FirstOrDefault();
    }

    /// <summary>Whether a method has the parameters, the result and the kind that the code of another must have.</summary>
    public static bool IsCore(IMethodSymbol core, IMethodSymbol method) =>
        core.IsStatic == method.IsStatic
        && core.TypeParameters.Select(parameter => parameter.Name).SequenceEqual(method.TypeParameters.Select(parameter => parameter.Name))
        && core.RefKind == RefKind.None
        && CSharpNames.Unannotated(core.ReturnType) == CSharpNames.Unannotated(method.ReturnType)
        && core.Parameters.Length == method.Parameters.Length
        && core.Parameters.Zip(method.Parameters, static (one, other) => one.RefKind == other.RefKind && CSharpNames.Unannotated(one.Type) == CSharpNames.Unannotated(other.Type)).All(same => same);

    private static bool IsOrdinary(ITypeSymbol type) =>
        type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol)
        && !type.IsRefLikeType
        && type is not ITypeParameterSymbol { AllowsRefLikeType: true };

    /// <summary>What is awaited in a way of its own would be recorded as ended before it has.</summary>
    private static bool IsOtherAwaitable(ITypeSymbol type)
    {
        if (type.OriginalDefinition.ToDisplayString(CSharpNames.Plain) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task<TResult>" or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask<TResult>")
        {
            return false;
        }

        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.GetMembers("GetAwaiter").Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
