using System.Text.RegularExpressions;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Testing.Tests.Examples;

public sealed partial class ExampleSpecs
{
    [Theory]
    [InlineData("PlannerSpecs")]
    [InlineData("ToolSpecs")]
    [InlineData("LearningLoopSpecs")]
    public void The_examples_that_the_guide_to_tests_shows_are_tests_of_this_assembly(string name)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "TraceKit.Testing.Tests", "Examples", name + ".cs"));
        string guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "testing.md"));

        IEnumerable<string> shown = Block().Matches(guide).Select(match => match.Groups["body"].Value.Replace("using TraceKit.Testing;\n", string.Empty, StringComparison.Ordinal));

        Assert.Contains(source.Replace("namespace TraceKit.Testing.Tests.Examples;\n\n", string.Empty, StringComparison.Ordinal), shown);
    }

    [GeneratedRegex("^```csharp\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
