using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TraceKit.Generators.Discarded;
using TraceKit.Generators.Traced;
using Xunit;

namespace TraceKit.Generators.Tests;

/// <summary>A program of a few lines, as the compiler and the generator see it.</summary>
internal static class Snippet
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using TraceKit.Agents;
        global using TraceKit.Collection;
        global using TraceKit.Tracing;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static CSharpCompilation Compile(params string[] code) => CSharpCompilation.Create(
        "snippet",
        code.Prepend(Usings).Select((text, index) => CSharpSyntaxTree.ParseText(text, path: $"file{index}.cs", cancellationToken: Cancelled)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver(bool track = false, IIncrementalGenerator? generator = null) => CSharpGeneratorDriver.Create(
        [(generator ?? new TracedGenerator()).AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    /// <summary>The generated sources, one after the other; they must compile without a warning.</summary>
    public static string Generated(string code, IIncrementalGenerator? generator = null)
    {
        GeneratorDriver driver = Driver(generator: generator).RunGeneratorsAndUpdateCompilation(Compile(code), out Compilation compilation, out _, Cancelled);

        Assert.Empty(compilation.GetDiagnostics(Cancelled).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return string.Join("\n", driver.GetRunResult().Results.Single().GeneratedSources.Select(source => $"// {source.HintName}\n{source.SourceText}"));
    }

    /// <summary>What the analyzers say of a program, each as <c>id: message</c>.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(string code)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compile(code), out Compilation compilation, out _, Cancelled);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new TracedAnalyzer(), new DiscardedScopeAnalyzer()];
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(Cancelled);
        return [.. found.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(null)}").Order(StringComparer.Ordinal)];
    }
}
