using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TraceKit.Generators.Tests.Traced;

/// <summary>An editor runs the generator at every key: what did not change is not made again.</summary>
public sealed class IncrementalSpecs
{
    private const string Code = "partial class C { [Traced] public partial string Find(string q); string FindCore(string q) => q; }";

    [Fact]
    public void An_edit_elsewhere_leaves_the_source_in_the_cache()
    {
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(Edited("class Other { }", "class Other { int _more; }"), "TracedMethods"));
        Assert.All(Outputs(Edited("class Other { }", "class Other { int _more; }")), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_the_signature_makes_the_source_again()
    {
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(Edited(Code, Code.Replace("string q", "int q", StringComparison.Ordinal).Replace("string Find", "int Find", StringComparison.Ordinal)), "TracedMethods"));
    }

    private static GeneratorRunResult Edited(string before, string after)
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        string[] sources = before == Code ? [Code] : [Code, before];
        CSharpCompilation compilation = Snippet.Compile(sources);
        GeneratorDriver driver = Snippet.Driver(track: true).RunGenerators(compilation, cancelled);
        SyntaxTree old = compilation.SyntaxTrees[^1];
        SyntaxTree edited = old.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(after));
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(old, edited), cancelled).GetRunResult().Results.Single();
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);
}
