using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Testing;
using TraceKit.Tracing;

namespace TraceKit.Core.Tests.Tracing;

/// <summary>A run with a clock of its own, and the calls that it recorded.</summary>
internal sealed class OperationProbe : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TraceCollector _collector;

    public OperationProbe()
    {
        _collector = Some.Collector(_folder, options =>
        {
            options.Time = Time;
            options.Ids = TraceIds.Random;
        });
        Run = Some.Run(_collector);
    }

    public ManualTime Time { get; } = new();

    public TraceRun Run { get; }

    /// <summary>Lets time pass and gives a value.</summary>
    public T After<T>(double milliseconds, T value)
    {
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return value;
    }

    /// <summary>Ends the run and gives its calls, each with its answer, in the order of the calls.</summary>
    public IReadOnlyList<(Operation Call, OperationResult Result)> Calls()
    {
        Run.Complete();
        IReadOnlyList<RecordedEvent> events = Some.TheRunOf(Run).Events;
        return
        [
            .. from call in events
               where call.Type == "operation"
               select (call.Read<Operation>(), events.Single(result => result.Answers == call.Seq).Read<OperationResult>()),
        ];
    }

    public void Dispose()
    {
        Run.Dispose();
        _collector.Dispose();
        _folder.Dispose();
    }
}
