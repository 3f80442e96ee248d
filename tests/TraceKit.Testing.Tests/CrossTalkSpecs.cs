using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Reading;
using Xunit;

namespace TraceKit.Testing.Tests;

/// <summary>Two hundred tests at once, fifty times: each sees its own run, its own activities, its own clock, and nothing of the others.</summary>
public sealed class CrossTalkSpecs
{
    private const int Tests = 200;
    private const int Repetitions = 50;

    private const string SourceName = "Experimental.Microsoft.Extensions.AI";

    private static readonly ActivitySource GenAI = new(SourceName);

    [Fact]
    public async Task Two_hundred_tests_at_once_hear_nothing_of_each_other()
    {
        int foreign = 0;
        int missing = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            using var together = new Barrier();
            Heard[] heard = await Task.WhenAll(Enumerable.Range(0, Tests).Select(number => Task.Run(() => TestAsync(number, together))));
            foreign += heard.Sum(test => test.Foreign);
            missing += heard.Sum(test => test.Missing);
        }

        Assert.Equal((0, 0), (foreign, missing));
    }

    [Fact]
    public async Task A_plain_listener_does_hear_the_others_so_that_the_spec_above_can_fail()
    {
        int started = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SourceName,
            ActivityStarted = _ => Interlocked.Increment(ref started),
        };
        ActivitySource.AddActivityListener(listener);
        using var together = new Barrier();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => TestAsync(number, together, tests: 8))));

        Assert.True(started >= 8 * 4, $"{started} heard");
    }

    /// <summary>One test: activities and events from the test's own flow, Task.Run, a timer and an async iterator, while the others do the same.</summary>
    private static async Task<Heard> TestAsync(int number, Barrier together, int tests = Tests)
    {
        string mine = string.Create(CultureInfo.InvariantCulture, $"test {number}");
        using var recorder = new TraceRecorder(new TraceRecorderOptions { Activities = true });
        await together.MeetAsync(tests);
        using (TraceRun run = recorder.StartRun(mine))
        {
            Call(mine);
            await Task.Run(() => Call(mine));
            var rang = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using ITimer timer = recorder.Time.CreateTimer(
                _ =>
                {
                    Call(mine);
                    rang.SetResult();
                },
                state: null,
                TimeSpan.FromSeconds(number + 1),
                Timeout.InfiniteTimeSpan);
            recorder.Time.Advance(TimeSpan.FromSeconds(number + 1));
            await rang.Task;
            await foreach (string step in StepsAsync(mine))
            {
                using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = mine, Observation = step });
                planning.Answer(new PlannerOutput { Steps = [], Goal = mine });
            }

            run.Complete();
        }

        return Heard.Of(recorder, mine, ManualTime.Start.AddSeconds(number + 1));
    }

    private static async IAsyncEnumerable<string> StepsAsync(string mine, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < 2; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Call(mine);
            yield return mine;
        }
    }

    private static void Call(string mine)
    {
        using Activity? activity = GenAI.StartActivity("chat");
        activity?.SetTag("test", mine);
    }

    /// <summary>Lets the tests of a repetition begin together.</summary>
    private sealed class Barrier : IDisposable
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public Task MeetAsync(int all)
        {
            if (Interlocked.Increment(ref _here) == all)
            {
                _open.SetResult();
            }

            return _open.Task;
        }

        public void Dispose() => _open.TrySetCanceled();
    }

    /// <summary>What a test heard that is not its own, and what it did not hear that is.</summary>
    private sealed record Heard(int Foreign, int Missing)
    {
        private const int Calls = 5;
        private const int Events = 4;

        public static Heard Of(TraceRecorder recorder, string mine, DateTimeOffset end)
        {
            Activity[] calls = [.. recorder.Activities.Where(activity => activity.Source == GenAI)];
            Activity[] own = [.. recorder.Activities.Where(activity => activity.Source != GenAI)];
            string[] goals = [.. recorder.Runs.Select(run => run.Header.Goal)];
            RecordedEvent[] events = [.. recorder.Runs.SelectMany(run => run.Events)];
            string[] told = [.. events.Select(recorded => recorded.TryRead<PlannerInput>()?.Observation ?? recorded.Read<PlannerOutput>().Goal!)];
            int foreign = calls.Count(call => !mine.Equals(call.GetTagItem("test"))) + goals.Count(goal => goal != mine) + told.Count(text => text != mine)
                + recorder.Activities.Select(activity => activity.TraceId).Distinct().Count() - 1
                + Math.Max(0, calls.Length - Calls) + Math.Max(0, own.Length - 3);
            int missing = Math.Max(0, Calls - calls.Length) + Math.Max(0, 3 - own.Length) + Math.Max(0, Events - events.Length)
                + (recorder.Run.End!.EndedAt == end ? 0 : 1);
            return new Heard(foreign, missing);
        }
    }
}
