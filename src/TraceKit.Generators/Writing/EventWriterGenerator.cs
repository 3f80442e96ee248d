using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TraceKit.Generators.Writing;

/// <summary>Writes, for each event type of a JSON context, code that writes its data without the JSON serializer. What it does not understand, it leaves to the serializer.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EventWriterGenerator : IIncrementalGenerator
{
    internal const string Contexts = "EventContexts";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<WrittenContext?> contexts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                EventContext.SerializableAttribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (target, cancellationToken) => Read(target, cancellationToken))
            .WithTrackingName(Contexts);

        context.RegisterSourceOutput(contexts, static (output, written) =>
        {
            if (written is not null)
            {
                output.AddSource(written.HintName, SourceText.From(written.Source, Encoding.UTF8));
            }
        });
    }

    private static WrittenContext? Read(GeneratorAttributeSyntaxContext target, CancellationToken cancellationToken)
    {
        var context = new EventContext((INamedTypeSymbol)target.TargetSymbol, target.Attributes);
        INamedTypeSymbol[] events = context.CanBeWritten ? [.. context.Events(target.SemanticModel.Compilation)] : [];
        cancellationToken.ThrowIfCancellationRequested();
        if (events.Length == 0)
        {
            return null;
        }

        string name = target.TargetSymbol.ToDisplayString(CSharpNames.Plain);
        return new WrittenContext($"{name}.events.g.cs", new WriterSource(context, target.SemanticModel.Compilation).Of(name, events));
    }
}
