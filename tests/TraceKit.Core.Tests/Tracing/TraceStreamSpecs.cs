using TraceKit.Collection;
using TraceKit.Tracing;

namespace TraceKit.Core.Tests.Tracing;

/// <summary>Streams are recorded as they were read: to the end, in part, twice, or not at all.</summary>
public sealed class TraceStreamSpecs : IDisposable
{
    private readonly OperationProbe _probe = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TraceRun Run => _probe.Run;

    public void Dispose() => _probe.Dispose();

    [Fact]
    public async Task A_stream_that_is_read_to_its_end_says_how_many_items_and_when_the_first_came()
    {
        List<int> read = [];
        await foreach (int number in Run.TraceStream("numbers", () => NumbersAsync(3)))
        {
            read.Add(number);
        }

        Assert.Equal([0, 1, 2], read);
        Assert.Equal(new OperationResult { Name = "numbers", Status = OperationStatus.Ok, LatencyMs = 30, Items = 3, FirstItemMs = 10 }, Assert.Single(_probe.Calls()).Result);
    }

    [Fact]
    public async Task A_stream_that_its_reader_leaves_is_abandoned()
    {
        await foreach (int number in Run.TraceStream("numbers", () => NumbersAsync(3)))
        {
            if (number == 1)
            {
                break;
            }
        }

        OperationResult result = Assert.Single(_probe.Calls()).Result;
        Assert.Equal((OperationStatus.Abandoned, 2L, 20d), (result.Status, result.Items!.Value, result.LatencyMs!.Value));
    }

    [Fact]
    public void A_stream_that_nobody_reads_is_closed_when_the_run_ends_and_says_so()
    {
        _ = Run.TraceStream("numbers", () => NumbersAsync(3));
        _ = Run.TraceStream("words", () => Words("a"));

        Assert.All(_probe.Calls(), call => Assert.Equal((OperationStatus.NotEnumerated, 0L, null), (call.Result.Status, call.Result.Items!.Value, call.Result.FirstItemMs)));
    }

    [Fact]
    public async Task A_stream_that_is_still_read_when_the_run_ends_is_abandoned_and_goes_on_for_its_reader()
    {
        int read = 0;
        await foreach (int number in Run.TraceStream("numbers", () => NumbersAsync(3)))
        {
            read++;
            if (number == 0)
            {
                Run.Complete();
            }
        }

        Assert.Equal(3, read);
        OperationResult result = Assert.Single(_probe.Calls()).Result;
        Assert.Equal((OperationStatus.Abandoned, 1L), (result.Status, result.Items!.Value));
    }

    [Fact]
    public async Task A_stream_that_is_read_twice_is_two_operations()
    {
        IAsyncEnumerable<int> numbers = Run.TraceStream("numbers", () => NumbersAsync(1), new() { Arguments = "{}" });
        IEnumerable<string> words = Run.TraceStream("words", () => Words("a b"));

        Assert.Equal(1, await numbers.CountAsync(Cancelled));
        Assert.Equal(1, await numbers.CountAsync(Cancelled));
        Assert.Equal(["a", "b", "a", "b"], Twice(words));

        Assert.Equal([1, 1, 2, 2], _probe.Calls().OrderBy(call => call.Call.Name, StringComparer.Ordinal).Select(call => call.Result.Items));
        Assert.Equal(2, _probe.Calls().Count(call => call.Call.Arguments == "{}"));
    }

    [Fact]
    public async Task What_a_stream_throws_goes_on_as_it_is()
    {
        var trouble = new InvalidOperationException("torn");

        Exception thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Run.TraceStream("torn", () => TornAsync(trouble)).CountAsync(Cancelled));
        Assert.Same(trouble, thrown);
        Assert.Same(trouble, Assert.Throws<InvalidOperationException>(() => Run.TraceStream("torn", () => Words("a").Select<string, int>(_ => throw trouble)).Count()));
        Assert.Same(trouble, Assert.Throws<InvalidOperationException>(() => Run.TraceStream<int>("early", new Func<IEnumerable<int>>(() => throw trouble))));

        Assert.Equal(
            [("torn", OperationStatus.Error, 1L), ("torn", OperationStatus.Error, 0L), ("early", OperationStatus.Error, 0L)],
            _probe.Calls().Select(call => (call.Result.Name, call.Result.Status, call.Result.Items!.Value)));
    }

    [Fact]
    public async Task The_reader_of_a_stream_can_cancel_it()
    {
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int _ in Run.TraceStream("numbers", () => NumbersAsync(3)).WithCancellation(source.Token))
            {
                await source.CancelAsync();
            }
        });

        Assert.Equal(OperationStatus.Cancelled, Assert.Single(_probe.Calls()).Result.Status);
    }

    private static IEnumerable<string> Twice(IEnumerable<string> words) => from _ in Enumerable.Range(0, 2) from word in words select word;

    private static IEnumerable<string> Words(string text)
    {
        foreach (string word in text.Split(' '))
        {
            yield return word;
        }
    }

    private static async IAsyncEnumerable<int> TornAsync(Exception trouble)
    {
        yield return 0;
        await Task.Yield();
        throw trouble;
    }

    private async IAsyncEnumerable<int> NumbersAsync(int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return _probe.After(10, i);
        }
    }
}
