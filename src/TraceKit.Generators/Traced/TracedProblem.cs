using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Traced;

/// <summary>One thing to say about a traced method.</summary>
internal sealed record TracedProblem(DiagnosticDescriptor Rule, params object[] Arguments)
{
    public bool IsError => Rule.DefaultSeverity == DiagnosticSeverity.Error;
}
