using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Architecture.Tests;

/// <summary>What the README and the documents show is what there is.</summary>
public sealed partial class ReadmeSpecs
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_quick_start_is_one_block_of_two_commands()
    {
        string[] lines = Blocks(Section("Quick start")).Single().Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["dotnet run --project samples/QuickStart", "dotnet test"], lines);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "samples", "QuickStart", "QuickStart.csproj")));
    }

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public void Every_C_sharp_block_compiles(string document, int number, string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        string usings = string.Concat(new[] { "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks" }.Select(name => $"global using {name};\n"));
        var compilation = CSharpCompilation.Create(
            "snippet",
            [Parsed(usings), Parsed(code)],
            references,
            new CSharpCompilationOptions(IsProgram(code) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create(new Generators.Traced.TracedGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);

        IEnumerable<Diagnostic> errors = generated.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.True(!errors.Any(), $"{document}, block {number}:\n{string.Join('\n', errors)}");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;

        IEnumerable<string> broken = Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups["to"].Value.Split('#')[0])
            .Where(to => to.Length > 0 && !to.Contains("://", StringComparison.Ordinal))
            .Where(to => !Path.Exists(Path.Combine(folder, to)));

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_rule_that_a_reader_can_find_broken_is_documented()
    {
        string trace = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "trace-v1.md"));
        string interop = File.ReadAllText(Path.Combine(Repository.Root, "docs", "import.md"));

        Assert.All(Constants(typeof(Reading.TraceRules)), rule => Assert.Contains($"| {rule} |", trace, StringComparison.Ordinal));
        string learning = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "learning-v1.md"));
        Assert.All(Constants(typeof(Learning.Stories.LearningRules)), rule => Assert.Contains($"| {rule} |", learning, StringComparison.Ordinal));
        Assert.All(Constants(typeof(Interop.Importing.ImportRules)), rule => Assert.Contains($"| {rule} |", interop, StringComparison.Ordinal));
    }

    [Fact]
    public void The_run_file_that_the_format_shows_is_one()
    {
        string trace = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "trace-v1.md"));
        string lines = Blocks(trace).First(block => block.Language == "json").Body;

        Reading.RunFileContents shown = Reading.RunFileReader.Read(System.Text.Encoding.UTF8.GetBytes(lines), "trace-v1.md");

        Assert.Equal([Reading.TraceRules.Gap], shown.Findings.Select(finding => finding.Rule));
        Assert.Equal(["planner_input", "llm_call", "planner_output"], Assert.Single(shown.Runs).Events.Select(recorded => recorded.Type));
        Assert.Equal(RunFiles.RunStatus.Completed, shown.Runs[0].Status);
    }

    [Fact]
    public void The_story_that_the_format_shows_is_one()
    {
        string learning = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "learning-v1.md"));
        string json = Blocks(learning).First(block => block.Language == "json").Body;

        Learning.Stories.LearningStory shown = Learning.Stories.LearningStory.Read(System.Text.Encoding.UTF8.GetBytes(json), "learning-v1.md");

        Assert.Empty(shown.Check());
        Assert.NotNull(shown.Entries[^1].Final);
    }

    [Fact]
    public void Every_gate_is_documented()
    {
        string gates = File.ReadAllText(Path.Combine(Repository.Root, "docs", "gates.md"));

        IEnumerable<string> ids = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "TraceKit.Sft"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => GateId().Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value))
            .Distinct();

        Assert.All(ids, id => Assert.Contains($"| {id} |", gates, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_event_type_has_a_line_in_the_format()
    {
        string trace = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "trace-v1.md"));

        Assert.All(Reading.EventCatalog.Default.Names, name => Assert.Contains($"`{name}`", trace, StringComparison.Ordinal));
    }

    public static TheoryData<string> Documents => [.. AllDocuments()];

    public static TheoryData<string, int, string> CSharpBlocks
    {
        get
        {
            var blocks = new TheoryData<string, int, string>();
            foreach (string document in AllDocuments())
            {
                int number = 0;
                foreach ((string language, string body) in Blocks(File.ReadAllText(Path.Combine(Repository.Root, document))))
                {
                    number++;
                    if (language == "csharp")
                    {
                        blocks.Add(document, number, body);
                    }
                }
            }

            return blocks;
        }
    }

    private static SyntaxTree Parsed(string code) => CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Whether a block has statements of its own, and is not only types such as a class of tests.</summary>
    private static bool IsProgram(string code) => Parsed(code).GetRoot(TestContext.Current.CancellationToken).ChildNodes().OfType<GlobalStatementSyntax>().Any();

    private static IEnumerable<string> AllDocuments() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Append("README.md")
            .Order(StringComparer.Ordinal);

    private static string Section(string heading)
    {
        int start = Readme.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        int end = Readme.IndexOf("\n## ", start + 3, StringComparison.Ordinal);
        return end < 0 ? Readme[start..] : Readme[start..end];
    }

    private static IEnumerable<(string Language, string Body)> Blocks(string text) =>
        Fence().Matches(text.ReplaceLineEndings("\n")).Select(match => (match.Groups["language"].Value, match.Groups["body"].Value));

    private static IEnumerable<string> Constants(Type type) => type.GetFields().Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("(Id => |Id = |Result\\()\"(?<id>[A-Z]+-[0-9]{2})\"")]
    private static partial Regex GateId();
}
