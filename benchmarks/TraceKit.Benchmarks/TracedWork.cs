using System.Runtime.CompilerServices;
using TraceKit.Tracing;

namespace TraceKit.Benchmarks;

/// <summary>Next to no work, plain and traced.</summary>
internal sealed partial class TracedWork
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Plain(string query, int limit) => query.Length + limit;

    [Traced]
    public partial int Traced(string query, int limit);

    [Traced]
    public partial Task<int> TracedAsync(string query, int limit);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TracedCore(string query, int limit) => query.Length + limit;

    private Task<int> TracedAsyncCore(string query, int limit) => Task.FromResult(3);
}
