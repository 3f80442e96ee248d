using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Contract;

namespace TraceKit.Tracing;

/// <summary>One call under way: it has written its <c>operation</c> and owes an <c>operation_result</c>.</summary>
internal class RunningOperation
{
    private readonly ITraceScope _around;
    private readonly OperationDetails _details;
    private readonly Decision<Operation, OperationResult> _decision;
    private readonly Activity? _activityBefore = Activity.Current;
    private readonly ITraceScope? _scopeBefore = TraceScope.Current;
    private readonly long _started;

    public RunningOperation(ITraceScope around, string name, in OperationDetails details)
    {
        _around = around;
        _details = details;
        Name = name;
        var operation = new Operation { Name = name, Arguments = details.Arguments, Tags = details.Tags, Metadata = details.Metadata };
        _decision = around.Decide(operation, new Emission { Role = details.Role });
        _started = around.Run.Time.GetTimestamp();
    }

    /// <summary>Place of the call in the run.</summary>
    public long Seq => _decision.Address.Seq;

    protected string Name { get; }

    protected TraceRun Run => _around.Run;

    protected TimeSpan Elapsed => Run.Time.GetElapsedTime(_started);

    /// <summary>
    /// Makes the operation what is ambient while its body runs, in the caller's flow: its activity always, its scope only where the
    /// author has entered the run, so that nothing is ambient that he did not ask for.
    /// </summary>
    public void Enter()
    {
        if (_decision.Activity is { IsStopped: false } activity && Activity.Current != activity)
        {
            Activity.Current = activity;
        }

        if (TraceScope.Current is { } ambient && ambient.Run == Run)
        {
            TraceScope.Current = _decision;
        }
    }

    /// <summary>Gives the ambient places back that are still the operation's.</summary>
    public void Leave() => Leave(_activityBefore, _scopeBefore);

    /// <inheritdoc cref="Leave()"/>
    public void Leave(Activity? activity, ITraceScope? scope)
    {
        if (_decision.Activity is { } own && Activity.Current == own && activity is not { IsStopped: true })
        {
            Activity.Current = activity;
        }

        if (TraceScope.Current == _decision)
        {
            TraceScope.Current = scope;
        }
    }

    /// <summary>Opens the same operation once more, for a stream that is read again.</summary>
    public StreamOperation Again() => new(_around, Name, _details);

    public void Complete() => Close(Result(OperationStatus.Ok), errorType: null);

    public void Complete<T>(T value, Func<T, string?>? result) =>
        Close(Result(OperationStatus.Ok) with { Result = result is null ? null : Text(value, result) }, errorType: null);

    /// <summary>Records what the body threw. A disk that refuses the record must not take the exception's place; the loss is counted.</summary>
    public void Fail(Exception exception)
    {
        bool cancelled = exception is OperationCanceledException { InnerException: not TimeoutException };
        var error = ErrorDetail.From(exception);
        TryClose(Result(cancelled ? OperationStatus.Cancelled : OperationStatus.Error) with { Error = error }, error.Type);
    }

    protected virtual OperationResult Result(OperationStatus status) =>
        new() { Name = Name, Status = status, LatencyMs = Elapsed.TotalMilliseconds };

    protected void TryClose(OperationResult result, string? errorType)
    {
        try
        {
            Close(result, errorType);
        }
        catch (IOException)
        {
            // The recorder has counted and logged it.
        }
    }

    /// <summary>Stopping an activity makes the one before it current, also in a flow where the stopped one was not: that flow keeps its own.</summary>
    protected virtual void Close(OperationResult result, string? errorType)
    {
        Activity? current = Activity.Current;
        try
        {
            _decision.Answer(result, default, errorType);
        }
        finally
        {
            if (Activity.Current != current && current is not { IsStopped: true })
            {
                Activity.Current = current;
            }
        }
    }

    private static string? Text<T>(T value, Func<T, string?> result)
    {
        try
        {
            return result(value);
        }
        catch (Exception failure)
        {
            return OperationJson.Failed(failure);
        }
    }
}
