using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TraceKit.Generators.Traced;

/// <summary>Writes the bodies of methods with <c>[Traced]</c>: each calls the method's Core and records the call. What is wrong with one is said by <see cref="TracedAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TracedGenerator : IIncrementalGenerator
{
    internal const string Methods = "TracedMethods";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<TracedMethod?> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                TracedReading.AttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (target, cancellationToken) => Read(target, cancellationToken))
            .WithTrackingName(Methods);

        context.RegisterSourceOutput(methods, static (output, method) =>
        {
            if (method is not null)
            {
                output.AddSource(method.HintName, SourceText.From(TracedSource.Of(method), Encoding.UTF8));
            }
        });
    }

    private static TracedMethod? Read(GeneratorAttributeSyntaxContext target, CancellationToken cancellationToken)
    {
        var reading = new TracedReading((IMethodSymbol)target.TargetSymbol, target.Attributes[0], target.SemanticModel.Compilation);
        cancellationToken.ThrowIfCancellationRequested();
        return reading.Problems.Any(problem => problem.IsError) ? null : reading.Method((MethodDeclarationSyntax)target.TargetNode);
    }
}
