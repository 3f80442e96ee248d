using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Generators.Tests.Traced;

/// <summary>The generated code is as approved, and compiles without a warning.</summary>
public sealed class TracedSourceSpecs
{
    [Fact]
    public void An_asynchronous_method_calls_its_core_and_records_arguments_and_result() => Approved.Check("async", Snippet.Generated("""
        namespace Acme.Travel;

        public sealed partial class Flights
        {
            [Traced(Tags = ["retrieval"], Metadata = ["owner=search"], Role = "tool")]
            public partial Task<string[]> SearchAsync(string from, int limit, CancellationToken cancellationToken);

            private async Task<string[]> SearchAsyncCore(string from, int limit, CancellationToken cancellationToken)
            {
                await Task.Delay(limit, cancellationToken);
                return [from];
            }
        }
        """));

    [Fact]
    public void Every_way_to_return_has_a_source() => Approved.Check("shapes", Snippet.Generated("""
        public static partial class Shapes
        {
            [Traced] public static partial void Nothing();
            private static void NothingCore() { }

            [Traced("plain.value")] internal static partial int Value(TraceRun run, int one);
            private static int ValueCore(TraceRun run, int one) => one;

            [Traced] public static partial Task RunAsync(Decision<PlannerInput, PlannerOutput> planning);
            private static Task RunAsyncCore(Decision<PlannerInput, PlannerOutput> planning) => Task.CompletedTask;

            [Traced] public static partial ValueTask QuickAsync();
            private static ValueTask QuickAsyncCore() => default;

            [Traced] public static partial ValueTask<double?> QuickValueAsync();
            private static ValueTask<double?> QuickValueAsyncCore() => default;

            [Traced] public static partial IEnumerable<string> Items();
            private static IEnumerable<string> ItemsCore() { yield return "one"; }

            [Traced] public static partial IAsyncEnumerable<string> ItemsAsync(int count);
            private static async IAsyncEnumerable<string> ItemsAsyncCore(int count) { await Task.Yield(); yield return "one"; }
        }
        """));

    [Fact]
    public void Values_are_written_without_reflection() => Approved.Check("values", Snippet.Generated("""
        using System.Text.Json.Serialization;

        public enum Cabin { Economy, Business }

        public sealed record Page(string Title);

        public partial class Outer<T>
        {
            internal sealed partial record Values
            {
                [Traced]
                [return: NotTraced]
                public partial Page? Write(
                    string? text, bool yes, decimal price, float share, char letter, Guid id, DateTimeOffset at, TimeSpan span, DateOnly day, Uri? link,
                    Cabin cabin, int? maybe, byte[] bytes, IReadOnlyList<string?> names, Dictionary<string, List<int>> ids, PlannerInput planning, Page page,
                    IEnumerable<int> lazily, [NotTraced] string secret, T other);

                private Page? WriteCore(
                    string? text, bool yes, decimal price, float share, char letter, Guid id, DateTimeOffset at, TimeSpan span, DateOnly day, Uri? link,
                    Cabin cabin, int? maybe, byte[] bytes, IReadOnlyList<string?> names, Dictionary<string, List<int>> ids, PlannerInput planning, Page page,
                    IEnumerable<int> lazily, string secret, T other) => page;
            }
        }
        """));

    [Fact]
    public void Names_and_modifiers_stay_what_they_are() => Approved.Check("names", Snippet.Generated("""
        public abstract class Tool
        {
            public abstract string Call<TItem>(string scope, string json, params TItem[] @event) where TItem : notnull;
        }

        public sealed partial class Search : Tool
        {
            [Traced] public override partial string Call<TItem>(string scope, string json, params TItem[] @event);
            private string CallCore<TItem>(string scope, string json, params TItem[] @event) where TItem : notnull => json;

            [Traced] public partial int Count(string value = "default");
            private int CountCore(string value) => value.Length;

            [Traced] public partial int Count<T>(T value) where T : class, IComparable<T>, new();
            private int CountCore<T>(T value) where T : class, IComparable<T>, new() => value.CompareTo(value);
        }
        """));
}
