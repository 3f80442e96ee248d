using System.Reflection;
using System.Xml.Linq;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Architecture.Tests;

/// <summary>Who may know whom: arrows only downwards, Core knows nobody, and those beside each other do not know each other.</summary>
public sealed class ArchitectureSpecs
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["TraceKit.Core"] = [],
        ["TraceKit.Extensions.AI"] = ["TraceKit.Core"],
        ["TraceKit.Generators"] = [],
        ["TraceKit.Interop"] = ["TraceKit.Core"],
        ["TraceKit.OpenTelemetry"] = ["TraceKit.Core"],
        ["TraceKit.Sft"] = ["TraceKit.Core"],
        ["TraceKit.Testing"] = ["TraceKit.Core"],
        ["TraceKit.Cli"] = ["TraceKit.Core", "TraceKit.Interop", "TraceKit.OpenTelemetry", "TraceKit.Sft"],
    };

    private static readonly Dictionary<string, string[]> MayNeed = new(StringComparer.Ordinal)
    {
        ["TraceKit.Core"] = ["Microsoft.Extensions."],
        ["TraceKit.Extensions.AI"] = ["Microsoft.Extensions.AI.Abstractions", "System.ClientModel"],
        ["TraceKit.Generators"] = ["Microsoft.CodeAnalysis."],
        ["TraceKit.Interop"] = [],
        ["TraceKit.OpenTelemetry"] = ["OpenTelemetry"],
        ["TraceKit.Sft"] = ["NJsonSchema", "Newtonsoft.Json"],
        ["TraceKit.Testing"] = ["Microsoft.Extensions.AI.Abstractions"],
        ["TraceKit.Cli"] = ["System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Packages => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_project_refers_only_to_those_below_it_and_to_the_packages_that_it_stands_on(string package)
    {
        XDocument project = XDocument.Load(Path.Combine(Repository.Root, "src", package, package + ".csproj"));

        IEnumerable<string> projects = Includes(project, "ProjectReference", element => element.Attribute("ReferenceOutputAssembly")?.Value != "false").Select(include => Path.GetFileNameWithoutExtension(include));
        IEnumerable<string> packages = Includes(project, "PackageReference");

        Assert.All(projects, known => Assert.Contains(known, MayKnow[package]));
        Assert.All(packages, needed => Assert.Contains(MayNeed[package], allowed => needed.StartsWith(allowed, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void An_assembly_refers_only_to_those_below_it(string package)
    {
        IEnumerable<string> known = Assembly.Load(package).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("TraceKit.", StringComparison.Ordinal));

        Assert.All(known, name => Assert.Contains(name, MayKnow[package]));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_class_is_sealed_static_or_abstract_on_purpose(string package)
    {
        IEnumerable<string> open = Assembly.Load(package).GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName!);

        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_type_is_named_after_nothing(string package)
    {
        string[] empty = ["Helper", "Utils", "Utility", "Manager", "Processor", "Service"];

        IEnumerable<string> named = Assembly.Load(package).GetTypes()
            .Where(type => type.Namespace?.StartsWith("TraceKit", StringComparison.Ordinal) == true)
            .Select(type => type.Name.Split('`')[0])
            .Where(name => empty.Any(word => name.EndsWith(word, StringComparison.Ordinal)));

        Assert.Empty(named);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "TraceKit.sln"));

        IEnumerable<string> projects = new[] { "src", "tests", "samples", "benchmarks" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file));

        Assert.All(projects, project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    /// <summary>What a project includes; a reference without the assembly only orders the build and brings what is packed along.</summary>
    private static IEnumerable<string> Includes(XDocument project, string item, Func<XElement, bool>? counts = null) =>
        project.Descendants(item).Where(counts ?? (_ => true)).Select(element => element.Attribute("Include")!.Value);
}
