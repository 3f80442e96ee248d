using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Testing;
using TraceKit.Tracing;
using Xunit;

namespace TraceKit.Generators.Tests.Traced;

/// <summary>Methods with <c>[Traced]</c>, compiled into this assembly by the generator and called as anybody calls them.</summary>
public sealed class TracedCallSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TraceCollector _collector;
    private readonly TraceRun _run;
    private readonly Desk _desk;

    public TracedCallSpecs()
    {
        _collector = Some.Collector(_folder, options => options.Time = _time);
        _run = Some.Run(_collector);
        _desk = new Desk(_time);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _run.Dispose();
        _collector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_call_is_recorded_in_the_run_that_was_entered()
    {
        using (_run.Enter())
        {
            Assert.Equal(4, _desk.Count("word"));
        }

        Assert.Equal(0, _desk.Count(string.Empty));
        (Operation call, OperationResult result) = Assert.Single(Calls());
        Assert.Equal(("count", """{"word":"word"}""", null), (call.Name, call.Arguments, call.Tags));
        Assert.Equal(("count", OperationStatus.Ok, "4"), (result.Name, result.Status, result.Result));
    }

    [Fact]
    public void A_call_through_an_interface_or_a_delegate_is_recorded_too()
    {
        using IDisposable entered = _run.Enter();

        Func<string, int> count = _desk.Count;
        _ = count("ab");
        _ = ((IDesk)_desk).Count("abc");

        Assert.Equal(["2", "3"], Calls().Select(call => call.Result.Result));
    }

    [Fact]
    public void The_run_that_is_passed_goes_before_the_one_that_was_entered()
    {
        using TraceRun other = Some.Run(_collector);
        using IDisposable entered = other.Enter();

        _desk.Close(_run, new Order("o-1", 7));

        (Operation call, OperationResult result) = Assert.Single(Calls());
        Assert.Equal("desk.close", call.Name);
        Assert.Equal("""{"order":{"not_recorded":"TraceKit.Generators.Tests.Traced.Order"}}""", call.Arguments);
        Assert.Equal(["write"], call.Tags);
        Assert.Equal("returns", call.Metadata?["owner"]);
        Assert.Equal((7, null), (result.LatencyMs, result.Result));
        Assert.All(Some.TheRunOf(_run).Events, recorded => Assert.Equal("desk", recorded.Role));
    }

    [Fact]
    public async Task An_asynchronous_call_records_by_the_context_that_it_names()
    {
        using IDisposable entered = _run.Enter();

        Order found = await _desk.FindAsync("o-2", new Customer("Ann"), Cancelled);

        (Operation call, OperationResult result) = Assert.Single(Calls());
        Assert.Equal("o-2", found.Id);
        Assert.Equal("""{"id":"o-2","customer":{"not_recorded":"TraceKit.Generators.Tests.Traced.Customer"}}""", call.Arguments);
        Assert.Equal(("""{"id":"o-2","items":2}""", 3), (result.Result, result.LatencyMs));
    }

    [Fact]
    public async Task Value_tasks_and_tasks_without_a_value_are_recorded()
    {
        using IDisposable entered = _run.Enter();

        Assert.Equal(3, await _desk.AddAsync(1, 2));
        Assert.Equal(1, await _desk.AddAsync(1, null));
        await _desk.WaitAsync(Task.CompletedTask);

        Assert.Equal(["3", "1", null], Calls().Select(call => call.Result.Result));
        Assert.Equal("""{"a":1,"b":null}""", Calls()[1].Call.Arguments);
    }

    [Fact]
    public async Task A_stream_records_how_it_was_read()
    {
        using IDisposable entered = _run.Enter();

        await foreach (int number in _desk.NumbersAsync(5, Cancelled))
        {
            if (number == 1)
            {
                break;
            }
        }

        Assert.Equal(["a", "b"], _desk.Words("a b"));
        Assert.Equal(
            [("numbers", OperationStatus.Abandoned, 2L), ("words", OperationStatus.Ok, 2L)],
            Calls().Select(call => (call.Call.Name, call.Result.Status, call.Result.Items!.Value)));
    }

    [Fact]
    public async Task A_call_within_a_call_belongs_to_it()
    {
        using IDisposable entered = _run.Enter();

        await _desk.NestedAsync("abc");

        IReadOnlyList<RecordedEvent> events = Some.TheRunOf(_run).Events;
        Assert.Equal(["nested", "count", "count", "nested"], events.Select(recorded => recorded.Type == "operation" ? recorded.Read<Operation>().Name : recorded.Read<OperationResult>().Name));
        Assert.Equal([null, 0, 0, null], events.Select(recorded => recorded.Decision));
    }

    [Fact]
    public void What_the_method_throws_goes_on_as_it_is()
    {
        using IDisposable entered = _run.Enter();
        var trouble = new InvalidOperationException("no");

        Exception thrown = Assert.Throws<InvalidOperationException>(() => _desk.Trouble(trouble));

        Assert.Same(trouble, thrown);
        Assert.Contains("TroubleCore", thrown.StackTrace, StringComparison.Ordinal);
        (_, OperationResult result) = Assert.Single(Calls());
        Assert.Equal((OperationStatus.Error, "System.InvalidOperationException", "no"), (result.Status, result.Error?.Type, result.Error?.Message));
    }

    [Fact]
    public void A_generic_method_says_which_type_it_could_not_record()
    {
        using IDisposable entered = _run.Enter();

        Assert.Equal(5, Desk.Same(5));

        Assert.Equal("""{"value":{"not_recorded":"System.Int32"}}""", Assert.Single(Calls()).Call.Arguments);
    }

    [Fact]
    public void Without_a_run_the_method_is_called_and_nothing_else()
    {
        TraceScope.Find();
        _desk.Count("warm");

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _desk.Count("word");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void In_the_run_of_a_disabled_collector_the_method_is_called_and_nothing_else()
    {
        using TraceRun off = TraceCollector.Disabled.StartRun(Some.Descriptor());
        using IDisposable entered = off.Enter();
        _desk.Count("warm");

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _desk.Count("word");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private IReadOnlyList<(Operation Call, OperationResult Result)> Calls()
    {
        _run.Complete();
        IReadOnlyList<RecordedEvent> events = Some.TheRunOf(_run).Events;
        return
        [
            .. from call in events
               where call.Type == "operation"
               select (call.Read<Operation>(), events.Single(result => result.Answers == call.Seq).Read<OperationResult>()),
        ];
    }
}
