using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TraceKit.Generators.Discarded;

/// <summary>Finds statements that open a run or a decision and drop the only handle that could end it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedScopeAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        "TK0007",
        "A run or decision is opened and thrown away",
        "'{0}' opens a {1} that nothing can {2}, because its handle is thrown away: keep it, with 'using var … = {0}(…)'",
        "TraceKit",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.ExpressionStatement);
    }

    private static void Check(OperationAnalysisContext context)
    {
        if (context.Operation is not IExpressionStatementOperation { IsImplicit: false, Operation: IInvocationOperation { TargetMethod: { } method } call }
            || method.ContainingNamespace.ToDisplayString() != "TraceKit.Collection")
        {
            return;
        }

        (string What, string End)? dropped = method.Name switch
        {
            "Decide" => ("decision", "answer or abandon"),
            "StartRun" => ("run", "end"),
            _ => null,
        };
        if (dropped is { } handle)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Syntax.GetLocation(), method.Name, handle.What, handle.End));
        }
    }
}
