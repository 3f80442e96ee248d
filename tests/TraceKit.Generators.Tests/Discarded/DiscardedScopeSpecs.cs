using Xunit;

namespace TraceKit.Generators.Tests.Discarded;

/// <summary>A run or decision whose handle is thrown away is found, and nothing else.</summary>
public sealed class DiscardedScopeSpecs
{
    [Theory]
    [InlineData("run.Decide(input);", "TK0007: 'Decide' opens a decision that nothing can answer or abandon, because its handle is thrown away: keep it, with 'using var … = Decide(…)'")]
    [InlineData("collector.StartRun(new RunDescriptor { Goal = \"g\" });", "TK0007: 'StartRun' opens a run that nothing can end, because its handle is thrown away: keep it, with 'using var … = StartRun(…)'")]
    public async Task A_handle_that_is_thrown_away_is_found(string statement, string finding) => Assert.Equal([finding], await FindingsAsync(statement));

    [Theory]
    [InlineData("using var planning = run.Decide(input);")]
    [InlineData("run.Decide(input).Dispose();")]
    [InlineData("_ = run.Decide(input);")]
    [InlineData("Throws(() => run.Decide(input));")]
    [InlineData("run.Emit(input);")]
    public async Task A_handle_that_is_used_or_given_up_on_purpose_is_not(string statement) => Assert.Empty(await FindingsAsync(statement));

    private static Task<IReadOnlyList<string>> FindingsAsync(string statement) => Snippet.FindingsAsync($$"""
        static class C
        {
            static void Throws(Action body) => body();
            static void M(TraceCollector collector, TraceRun run, PlannerInput input) { {{statement}} }
        }
        """);
}
