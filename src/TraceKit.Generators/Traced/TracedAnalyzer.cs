using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TraceKit.Generators.Traced;

/// <summary>Says what is wrong with methods that are marked <c>[Traced]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        TracedRules.NotPartial, TracedRules.Shape, TracedRules.NoCore, TracedRules.TypeNotPartial, TracedRules.Argument, TracedRules.NotRecorded,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.Method);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        AttributeData? traced = method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == TracedReading.AttributeName);
        if (traced is null || method.PartialDefinitionPart is not null)
        {
            return;
        }

        foreach (TracedProblem problem in new TracedReading(method, traced, context.Compilation).Problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(problem.Rule, method.Locations[0], problem.Arguments));
        }
    }
}
