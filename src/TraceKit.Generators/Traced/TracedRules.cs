using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Traced;

/// <summary>What can be wrong with a traced method. Ids never change their meaning.</summary>
internal static class TracedRules
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "TK0001",
        "A traced method is not partial, or has a body of its own",
        "[Traced] method '{0}' must be declared 'partial' and without a body: move its code into '{0}Core', and declare '{1}'",
        "TraceKit",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Shape = new(
        "TK0002",
        "A traced method has a shape that cannot be recorded",
        "[Traced] method '{0}' cannot be recorded because {1}: trace a call of it with 'run.Trace' or leave the attribute out",
        "TraceKit",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoCore = new(
        "TK0003",
        "A traced method has no Core method",
        "[Traced] method '{0}' has no code to call: declare '{1}' in the same type, with the code in it",
        "TraceKit",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "TK0004",
        "A type around a traced method is not partial",
        "Type '{1}' holds the [Traced] method '{0}' and must be declared 'partial'",
        "TraceKit",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Argument = new(
        "TK0005",
        "An argument of the Traced attribute cannot be used",
        "[Traced] on '{0}': {1}",
        "TraceKit",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotRecorded = new(
        "TK0006",
        "A value has no JSON contract, so only its type is recorded",
        "[Traced] records of {1} only the type '{2}': name a JsonSerializerContext that has it with 'Json = typeof(…)', or mark it [NotTraced]; method '{0}'",
        "TraceKit",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true);
}
