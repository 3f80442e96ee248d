using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using TraceKit.Collection;
using TraceKit.Testing;
using TraceKit.Tracing;

namespace TraceKit.Generators.Tests.Traced;

public sealed record Order(string Id, int Items);

public sealed record Customer(string Name);

[JsonSerializable(typeof(Order))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class DeskJson : JsonSerializerContext;

internal interface IDesk
{
    int Count(string word);
}

/// <summary>A class of an author's own, with a method of every kind.</summary>
internal sealed partial class Desk(ManualTime time) : IDesk
{
    [Traced]
    public partial int Count(string word);

    [Traced("desk.close", Role = "desk", Tags = ["write"], Metadata = ["owner=returns"])]
    public partial void Close(TraceRun? run, Order order);

    [Traced(Json = typeof(DeskJson))]
    public partial Task<Order> FindAsync(string id, Customer customer, CancellationToken cancellationToken = default);

    [Traced]
    public partial ValueTask<int> AddAsync(int a, int? b);

    [Traced]
    public partial Task WaitAsync(Task until);

    [Traced]
    public partial IAsyncEnumerable<int> NumbersAsync(int count, CancellationToken cancellationToken = default);

    [Traced]
    public partial IEnumerable<string> Words(string text);

    [Traced]
    public static partial T Same<T>(T value);

    [Traced]
    public partial Task<int> NestedAsync(string word);

    [Traced]
    public partial int Trouble(Exception exception);

    private static int CountCore(string word, int _) => word.Length;

    private int CountCore(string word) => CountCore(word, 0);

    private void CloseCore(TraceRun? run, Order order) => time.Advance(TimeSpan.FromMilliseconds(order.Items));

    private async Task<Order> FindAsyncCore(string id, Customer customer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        time.Advance(TimeSpan.FromMilliseconds(customer.Name.Length));
        return new Order(id, 2);
    }

    private ValueTask<int> AddAsyncCore(int a, int? b) => ValueTask.FromResult(a + (b ?? 0));

    private Task WaitAsyncCore(Task until) => until;

    private async IAsyncEnumerable<int> NumbersAsyncCore(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    private IEnumerable<string> WordsCore(string text) => text.Split(' ').Select(word => word);

    private static T SameCore<T>(T value) => value;

    private async Task<int> NestedAsyncCore(string word)
    {
        await Task.Yield();
        return Count(word);
    }

    private int TroubleCore(Exception exception) => throw exception;
}
