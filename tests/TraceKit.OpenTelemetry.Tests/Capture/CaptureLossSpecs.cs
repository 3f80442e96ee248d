using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Tests.Reading;
using TraceKit.Reading;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>What is lost is counted, and what hangs or throws stays away from the program.</summary>
public sealed class CaptureLossSpecs
{
    [Fact]
    public void All_that_waits_is_in_the_file_before_its_seal()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            for (int i = 0; i < 500; i++)
            {
                library.Chat($"r-{i}");
            }
        });

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"r-{i}"), run.All<LlmCall>().Select(call => call.ResponseId));
        Assert.Equal(0, run.End!.Loss.Rejected);
    }

    [Fact]
    public void A_span_that_is_open_when_the_run_ends_is_recorded_as_it_is()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun run = bench.Start();

        using Activity? hanging = library.StartChat(ask: "Hello?");
        RecordedRun recorded = CaptureBench.End(run);

        Assert.Equal((LlmCallStatus.Interrupted, "never_ended"), (recorded.Only<LlmCall>().Status, recorded.Only<LlmCall>().Error!.Type));
        Assert.Equal("Hello?", recorded.Only<LlmCall>().Request!.Messages![0].Content);
        Assert.Null(recorded.Only<ForeignSpan>().DurationMs);
    }

    [Fact]
    public void What_comes_after_the_end_does_not_reach_the_file()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();
        using TraceRun run = bench.Start();
        CaptureBench.End(run);

        library.Chat("late");

        Assert.Empty(Assert.Single(RunFileReader.ReadStrict(run.Path!)).Events);
    }

    [Fact]
    public void What_there_is_no_room_for_is_in_the_ledger_of_the_run()
    {
        using var going = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        using var bench = new CaptureBench(options =>
        {
            options.MaxWaiting = 2;
            options.Telling = _ =>
            {
                begun.Set();
                going.Wait(TestContext.Current.CancellationToken);
            };
        });
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            library.Chat("r-0");
            begun.Wait(TestContext.Current.CancellationToken);
            for (int i = 1; i <= 9; i++)
            {
                library.Chat($"r-{i}");
            }

            going.Set();
        });

        Assert.Equal(2, run.All<LlmCall>().Count);
        Assert.Equal(8, run.End!.Loss.Rejected);
        Assert.Equal((8, "capture_full"), (run.Gaps.Sum(gap => gap.Count), run.Gaps[0].Reason));
    }

    [Fact]
    public void A_reader_that_hangs_holds_the_end_of_the_run_no_longer_than_was_said()
    {
        using var going = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        using var bench = new CaptureBench(options =>
        {
            options.EndWait = TimeSpan.FromMilliseconds(50);
            options.Telling = _ =>
            {
                begun.Set();
                going.Wait();
            };
        });
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            library.Chat("r-0");
            begun.Wait(TestContext.Current.CancellationToken);
            library.Chat("r-1");
        });
        going.Set();

        Assert.Equal((1, "capture_end_wait"), (run.Gaps[0].Count, run.Gaps[0].Reason));
    }

    [Fact]
    public void A_span_that_cannot_be_read_is_in_the_ledger_and_nobody_else_notices()
    {
        using var bench = new CaptureBench(options => options.Telling = name => throw new InvalidOperationException(name));
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ => library.Chat("r-0"));

        Assert.Equal((1, "capture_failed: InvalidOperationException"), (run.Gaps[0].Count, run.Gaps[0].Reason));
    }

    [Fact]
    public void A_value_that_throws_when_it_is_read_is_not_the_programs_problem()
    {
        using var bench = new CaptureBench();
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            using Activity? activity = library.StartChat();
            activity!.SetTag("odd", new Throwing());
        });

        Assert.Equal("foreign_span", Assert.Single(run.Gaps).EventType);
    }

    [Fact]
    public void Twenty_milliseconds_of_work_for_each_span_do_not_show_in_the_spans()
    {
        using var pause = new ManualResetEventSlim();
        using var bench = new CaptureBench(options => options.Telling = _ => pause.Wait(TimeSpan.FromMilliseconds(20)));
        using var library = new ForeignLibrary();

        RecordedRun run = bench.Record(_ =>
        {
            for (int i = 0; i < 20; i++)
            {
                using Activity? outer = library.Source.StartActivity("invoke_agent a");
                library.Chat($"r-{i}");
            }
        });

        double[] durations = [.. run.All<ForeignSpan>().Select(span => span.DurationMs!.Value).Order()];
        Assert.Equal(40, durations.Length);
        Assert.True(durations[20] < 5, $"the median span took {durations[20]} ms");
    }

    private sealed class Throwing
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }
}
