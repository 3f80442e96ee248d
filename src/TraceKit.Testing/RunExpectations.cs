using System.Runtime.CompilerServices;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Testing.Expectations;

namespace TraceKit.Testing;

/// <summary>What a test expects of a run. Each method checks at once, and throws with the story of the run when it does not hold.</summary>
/// <remarks>Events of a type are counted in every version that this program can read.</remarks>
public sealed class RunExpectations
{
    private readonly RecordedRun _run;

    internal RunExpectations(RecordedRun run) => _run = run;

    /// <summary>One event comes after the other; others may stand between them.</summary>
    /// <typeparam name="T1">The first.</typeparam>
    /// <typeparam name="T2">The second.</typeparam>
    /// <exception cref="TraceExpectationException">They do not.</exception>
    public RunExpectations InOrder<T1, T2>()
        where T1 : ITraceEvent<T1>
        where T2 : ITraceEvent<T2> => Ordered(Wanted.Of<T1>(), Wanted.Of<T2>());

    /// <summary>Three events come one after the other; others may stand between them.</summary>
    /// <typeparam name="T1">The first.</typeparam>
    /// <typeparam name="T2">The second.</typeparam>
    /// <typeparam name="T3">The third.</typeparam>
    /// <exception cref="TraceExpectationException">They do not.</exception>
    public RunExpectations InOrder<T1, T2, T3>()
        where T1 : ITraceEvent<T1>
        where T2 : ITraceEvent<T2>
        where T3 : ITraceEvent<T3> => Ordered(Wanted.Of<T1>(), Wanted.Of<T2>(), Wanted.Of<T3>());

    /// <summary>Four events come one after the other; others may stand between them.</summary>
    /// <typeparam name="T1">The first.</typeparam>
    /// <typeparam name="T2">The second.</typeparam>
    /// <typeparam name="T3">The third.</typeparam>
    /// <typeparam name="T4">The fourth.</typeparam>
    /// <exception cref="TraceExpectationException">They do not.</exception>
    public RunExpectations InOrder<T1, T2, T3, T4>()
        where T1 : ITraceEvent<T1>
        where T2 : ITraceEvent<T2>
        where T3 : ITraceEvent<T3>
        where T4 : ITraceEvent<T4> => Ordered(Wanted.Of<T1>(), Wanted.Of<T2>(), Wanted.Of<T3>(), Wanted.Of<T4>());

    /// <summary>There are so many events of a type.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="count">How many.</param>
    /// <exception cref="TraceExpectationException">There are more or fewer.</exception>
    public RunExpectations Exactly<TEvent>(int count)
        where TEvent : ITraceEvent<TEvent> => Counted<TEvent>(found => found == count, $"exactly {count}");

    /// <summary>There are so many events of a type, or more.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="count">How many.</param>
    /// <exception cref="TraceExpectationException">There are fewer.</exception>
    public RunExpectations AtLeast<TEvent>(int count)
        where TEvent : ITraceEvent<TEvent> => Counted<TEvent>(found => found >= count, $"at least {count}");

    /// <summary>There is no event of a type.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <exception cref="TraceExpectationException">There is one.</exception>
    public RunExpectations None<TEvent>()
        where TEvent : ITraceEvent<TEvent> => Counted<TEvent>(found => found == 0, "no");

    /// <summary>Every decision is closed by its answer: none is open, failed or abandoned, and every tool call has its result.</summary>
    /// <exception cref="TraceExpectationException">A decision has no answer.</exception>
    public RunExpectations EveryDecisionAnswered() => Check("every decision to be answered", DecisionPairs.Problem(_run));

    /// <summary>Every input of a type is answered by its output, and there is one at least.</summary>
    /// <typeparam name="TInput">The input.</typeparam>
    /// <typeparam name="TOutput">What answers it.</typeparam>
    /// <exception cref="TraceExpectationException">There is no such input, or one without its output.</exception>
    public RunExpectations Answered<TInput, TOutput>()
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput> =>
        Check(
            $"every {TInput.EventType.Name} to be answered by {TOutput.EventType.Name}",
            DecisionPairs.Problem(_run, Wanted.Of<TInput>(), Wanted.Of<TOutput>()));

    /// <summary>An event of a type holds what is said of it.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="predicate">What is said of it.</param>
    /// <param name="said">Its source, for the message; the compiler gives it.</param>
    /// <exception cref="TraceExpectationException">None of them does.</exception>
    public RunExpectations Any<TEvent>(Func<TEvent, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string said = "")
        where TEvent : ITraceEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(predicate);
        RecordedEvent[] all = [.. All<TEvent>()];
        bool holds = Array.Exists(all, recorded => predicate(recorded.Read<TEvent>()));
        return Check($"a {TEvent.EventType.Name} with {said}", holds ? null : all.Length == 0 ? $"there is no {TEvent.EventType.Name}" : $"it holds for none of them:{Places.Told(all)}");
    }

    /// <summary>Every event of a type holds what is said of it, and there is one at least.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="predicate">What is said of them.</param>
    /// <param name="said">Its source, for the message; the compiler gives it.</param>
    /// <exception cref="TraceExpectationException">One of them does not, or there is none.</exception>
    public RunExpectations Every<TEvent>(Func<TEvent, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string said = "")
        where TEvent : ITraceEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(predicate);
        RecordedEvent[] all = [.. All<TEvent>()];
        RecordedEvent[] broken = [.. all.Where(recorded => !predicate(recorded.Read<TEvent>()))];
        return Check(
            $"every {TEvent.EventType.Name} with {said}",
            all.Length == 0 ? $"there is no {TEvent.EventType.Name}" : broken.Length == 0 ? null : $"it does not hold for {broken.Length} of {all.Length}:{Places.Told(broken)}");
    }

    /// <summary>Every reply could be read: there is no <c>parse_failure</c>, and no call ended as one.</summary>
    /// <exception cref="TraceExpectationException">A reply could not be read.</exception>
    public RunExpectations NoParseFailure()
    {
        IEnumerable<string> failures = All<ParseFailure>()
            .Select(recorded => (recorded.Seq, Data: recorded.Read<ParseFailure>()))
            .Select(failure => $"#{failure.Seq} could not be read as {failure.Data.Expected}: {string.Join(' ', new[] { failure.Data.Path, failure.Data.Message }.OfType<string>())}");
        IEnumerable<string> calls = All<LlmCall>()
            .Where(recorded => recorded.Read<LlmCall>().Status == LlmCallStatus.ParseError)
            .Select(recorded => $"the reply of #{recorded.Seq} was not what was asked for");
        return Check("no parse failure", Places.Join([.. failures, .. calls]));
    }

    /// <summary>No secret was emitted: none stands in the run, and none had to be taken out of it.</summary>
    /// <exception cref="TraceExpectationException">The rules of <see cref="Redaction.Secrets.Default"/> find one, or the run says that one was taken out.</exception>
    public RunExpectations NoSecret() => Check("no secret", SecretSearch.Problem(_run));

    /// <summary>Nothing was lost: no event was dropped, rejected, truncated or withheld. The run must have ended.</summary>
    /// <exception cref="TraceExpectationException">Something was, or the run goes on.</exception>
    public RunExpectations NothingLost()
    {
        string? problem = _run.End?.Loss switch
        {
            null => "the run has not ended, so that nobody can say",
            { Dropped: 0, Rejected: 0, Truncated: 0, Withheld: 0 } => null,
            var loss => $"of {loss.Emitted} events {loss.Dropped} were dropped, {loss.Rejected} rejected, {loss.Truncated} truncated, and {loss.Withheld} texts were withheld",
        };
        return Check("nothing to be lost", problem);
    }

    /// <summary>The run ended in this way.</summary>
    /// <param name="status">How.</param>
    /// <param name="stopReason">Why. Default: for any reason.</param>
    /// <exception cref="TraceExpectationException">It ended in another way, or goes on.</exception>
    public RunExpectations Ended(RunStatus status, string? stopReason = null) => Check(
        $"the run to end as {Named(status, stopReason)}",
        _run.Status == status && (stopReason is null || _run.End?.StopReason == stopReason) ? null : $"it is {Named(_run.Status, _run.End?.StopReason)}");

    /// <summary>The run completed and reached its goal.</summary>
    /// <param name="source">Who must say so. Default: anybody.</param>
    /// <exception cref="TraceExpectationException">It did not, or another says so.</exception>
    public RunExpectations Succeeded(SuccessSource? source = null) => Judged(success: true, source);

    /// <summary>The run completed without reaching its goal.</summary>
    /// <param name="source">Who must say so. Default: anybody.</param>
    /// <exception cref="TraceExpectationException">It reached it, or another says so.</exception>
    public RunExpectations DidNotSucceed(SuccessSource? source = null) => Judged(success: false, source);

    /// <summary>The run stayed within a budget.</summary>
    /// <param name="tokens">Most tokens, of prompts and replies together, over all attempts. Default: not limited. A call without usage does not stay within any.</param>
    /// <param name="calls">Most attempts to get a reply from a model. Default: not limited.</param>
    /// <exception cref="TraceExpectationException">It did not.</exception>
    public RunExpectations Within(long? tokens = null, int? calls = null) =>
        Check($"at most {Places.Join([tokens is null ? null : $"{tokens} tokens", calls is null ? null : $"{calls} model calls"])}", Budget.Problem(_run, tokens, calls));

    private RunExpectations Judged(bool success, SuccessSource? source)
    {
        string wanted = success ? "success" : "no success";
        bool holds = _run.End is { Status: RunStatus.Completed } end && end.Success == success && (source is null || end.SuccessSource == source);
        string said = _run.End?.Success switch
        {
            null => "nobody says whether it succeeded",
            true => $"{_run.End!.SuccessSource} says success",
            false => $"{_run.End!.SuccessSource} says no success",
        };
        return Check(source is null ? wanted : $"{wanted}, as {source} says", holds ? null : $"the run is {Named(_run.Status, _run.End?.StopReason)}, and {said}");
    }

    private RunExpectations Ordered(params Wanted[] wanted)
    {
        string expected = string.Join(", then ", wanted.Select(one => one.Name));
        List<string> found = [];
        int at = 0;
        foreach (Wanted one in wanted)
        {
            RecordedEvent? next = _run.Events.Skip(at).FirstOrDefault(one.Is);
            if (next is null)
            {
                RecordedEvent? early = _run.Events.FirstOrDefault(one.Is);
                found.Add(early is null ? $"there is no {one.Name} at all" : $"no {one.Name} comes after that, only before it, at #{early.Seq}");
                return Check(expected, Places.Join(found));
            }

            found.Add($"{one.Name} is #{next.Seq}");
            at = (int)next.Seq + 1;
        }

        return this;
    }

    private RunExpectations Counted<TEvent>(Func<int, bool> holds, string wanted)
        where TEvent : ITraceEvent<TEvent>
    {
        RecordedEvent[] all = [.. All<TEvent>()];
        return Check($"{wanted} {TEvent.EventType.Name}", holds(all.Length) ? null : all.Length == 0 ? "there is none" : $"there are {all.Length}: {Places.Of(all)}");
    }

    private IEnumerable<RecordedEvent> All<TEvent>()
        where TEvent : ITraceEvent<TEvent> => _run.Events.Where(recorded => recorded.Is<TEvent>());

    private RunExpectations Check(string expected, string? problem) =>
        string.IsNullOrEmpty(problem) ? this : throw new TraceExpectationException(expected, problem, _run);

    private static string Named(RunStatus status, string? stopReason) => stopReason is null ? $"{status}" : $"{status} ({stopReason})";
}
