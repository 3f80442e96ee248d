using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Generators.Tests.Traced;

/// <summary>What cannot be recorded is refused with what, where and what to do.</summary>
public sealed class TracedRuleSpecs
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "TK0001", "partial class C { [Traced] public string Find(string q) => q; }" },
        { "TK0001", "partial class C { [Traced] public partial string Find(string q); public partial string Find(string q) => q; string FindCore(string q) => q; }" },
        { "TK0002", "partial class C { [Traced] public partial bool Find(ref int q); bool FindCore(ref int q) => true; }" },
        { "TK0002", "partial class C { [Traced] public partial bool Find(out int q); bool FindCore(out int q) { q = 1; return true; } }" },
        { "TK0002", "partial class C { [Traced] public partial bool Find(in int q); bool FindCore(in int q) => true; }" },
        { "TK0002", "partial class C { [Traced] public partial bool Find(ReadOnlySpan<char> q); bool FindCore(ReadOnlySpan<char> q) => true; }" },
        { "TK0002", "partial class C { int _f; [Traced] public partial ref int Find(); ref int FindCore() => ref _f; }" },
        { "TK0002", "partial struct C { [Traced] public partial int Find(); int FindCore() => 1; }" },
        { "TK0002", "partial class C { [Traced] public partial System.Runtime.CompilerServices.YieldAwaitable Find(); System.Runtime.CompilerServices.YieldAwaitable FindCore() => Task.Yield(); }" },
        { "TK0003", "partial class C { [Traced] public partial string Find(string q); }" },
        { "TK0003", "partial class C { [Traced] public partial string Find(string q); string FindCore(int q) => \"\"; }" },
        { "TK0003", "partial class C { [Traced] public static partial string Find(string q); string FindCore(string q) => q; }" },
        { "TK0004", "class Outer { partial class C { [Traced] public partial string Find(string q); string FindCore(string q) => q; } }" },
        { "TK0005", "partial class C { [Traced(\" \")] public partial string Find(string q); string FindCore(string q) => q; }" },
        { "TK0005", "partial class C { [Traced(Json = typeof(string))] public partial string Find(string q); string FindCore(string q) => q; }" },
        { "TK0005", "partial class C { [Traced(Metadata = [\"owner\"])] public partial string Find(string q); string FindCore(string q) => q; }" },
        { "TK0005", "partial class C { [Traced(Metadata = [\"a=1\", \"a=2\"])] public partial string Find(string q); string FindCore(string q) => q; }" },
        { "TK0006", "partial class C { [Traced] public partial void Find(Exception q); void FindCore(Exception q) { } }" },
        { "TK0006", "partial class C { [Traced] public partial Task<Exception?> FindAsync(); Task<Exception?> FindAsyncCore() => null!; }" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_method_that_cannot_be_recorded_as_it_is_has_one_finding(string id, string code)
    {
        string finding = Assert.Single(await Snippet.FindingsAsync(code));

        Assert.StartsWith(id + ":", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_say_what_where_and_what_to_do()
    {
        IEnumerable<string>[] found = await Task.WhenAll(Wrong.Select(async row => (IEnumerable<string>)await Snippet.FindingsAsync(row.Data.Item2)));

        Approved.Check("findings", string.Join("\n", found.SelectMany(each => each)) + "\n");
    }

    [Fact]
    public async Task A_method_that_is_in_order_has_none() => Assert.Empty(await Snippet.FindingsAsync("""
        partial class C
        {
            [Traced] public partial Task<List<string>> FindAsync(string q, [NotTraced] Exception e, CancellationToken cancellationToken);
            private Task<List<string>> FindAsyncCore(string q, Exception e, CancellationToken cancellationToken) => Task.FromResult(new List<string> { q });
        }
        """));

    [Fact]
    public void Every_rule_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "analyzers.md"));
        string releases = File.ReadAllText(Path.Combine(Repository.Root, "src", "TraceKit.Generators", "AnalyzerReleases.Unshipped.md"));

        IEnumerable<string> ids = new Generators.Traced.TracedAnalyzer().SupportedDiagnostics
            .Concat(new Generators.Discarded.DiscardedScopeAnalyzer().SupportedDiagnostics)
            .Select(rule => rule.Id);

        Assert.All(ids, id => Assert.Contains($"| {id} |", page, StringComparison.Ordinal));
        Assert.All(ids, id => Assert.Contains($"{id} |", releases, StringComparison.Ordinal));
    }
}
