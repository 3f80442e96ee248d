using Microsoft.Extensions.DependencyInjection;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class TraceCollectorSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_disabled_collector_makes_no_file_and_gives_runs_that_work()
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Enabled = false);

        using TraceRun run = Some.Run(collector, "any");
        EventAddress address = run.Emit(Some.Message());
        using var planning = run.Decide(Some.PlannerInput());
        Assert.False(planning.TryParse("no", out _, out _));
        planning.Answer(Some.PlannerOutput());
        run.Fail(new InvalidOperationException("x"));

        Assert.Equal((false, null, new EventAddress("any", -1), -1), (run.IsRecording, run.Path, address, planning.Address.Seq));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_disabled_collector_allocates_nothing_per_event()
    {
        using TraceRun run = TraceCollector.Disabled.StartRun(Some.Descriptor());
        Message message = Some.Message();
        run.Emit(message);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            run.Emit(message);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_small_event_in_steady_state_allocates_nothing()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);
        run.Step = 3;
        Message message = Some.Message();
        for (int i = 0; i < 2_000; i++)
        {
            run.Emit(message);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            run.Emit(message);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        Assert.Equal(0, each);
    }

    [Fact]
    public void A_run_id_is_used_once()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun first = Some.Run(collector, "twice");

        var refused = Assert.Throws<ArgumentException>(() => Some.Run(collector, "twice"));
        first.Complete();

        Assert.Contains("'twice'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, Some.TheRunOf(first).Status);
        Assert.Throws<ArgumentException>(() => Some.Run(collector, "twice"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("-option")]
    [InlineData("_x")]
    [InlineData("a/b")]
    [InlineData("../../etc/passwd")]
    [InlineData("a\\b")]
    [InlineData("C:a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData("a%2fb")]
    [InlineData("a#1")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_id_that_cannot_be_a_files_name_is_refused(string id)
    {
        using TraceCollector collector = Some.Collector(_folder);

        var refused = Assert.Throws<ArgumentException>(() => Some.Run(collector, id));

        Assert.Contains("cannot be an id", refused.Message, StringComparison.Ordinal);
        Assert.False(RunFormat.IsValidId(id));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("0199-aa.B_c")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_id_that_can_be_a_files_name_is_taken(string id)
    {
        using TraceCollector collector = Some.Collector(_folder);

        using TraceRun run = Some.Run(collector, id);

        Assert.Equal(id, run.RunId);
        Assert.True(File.Exists(run.Path));
    }

    public static TheoryData<string, Action<TraceKitOptions>> BadOptions => new()
    {
        { nameof(TraceKitOptions.Root), options => options.Root = " " },
        { nameof(TraceKitOptions.MaxEventBytes), options => options.MaxEventBytes = 1023 },
        { nameof(TraceKitOptions.MaxEventBytes), options => options.MaxEventBytes = (7 * 1024 * 1024) + 1 },
        { nameof(TraceKitOptions.SessionId), options => options.SessionId = "../x" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void An_option_that_is_out_of_range_is_named(string option, Action<TraceKitOptions> configure)
    {
        var refused = Assert.Throws<ArgumentException>(() => Some.Collector(_folder, configure));
        var alsoRefused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTraceKit(traces => traces.Configure(configure)));

        Assert.StartsWith(option, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith(option, alsoRefused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_the_options_is_told_at_once()
    {
        var options = new TraceKitOptions { Root = "", MaxEventBytes = 0, SessionId = "" };

        Assert.Equal(3, options.Validate().Count());
        Assert.Empty(new TraceKitOptions().Validate());
    }

    [Fact]
    public void Options_are_read_once()
    {
        TraceKitOptions options = Some.Options(_folder);
        using var collector = new TraceCollector(options);

        options.Session = options.Session with { Environment = "changed" };
        options.MaxEventBytes = 1024;
        options.Enabled = false;
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message(new string('x', 5_000)));
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal(("production", false), (recorded.Header.Session.Environment, recorded.Events.Single().IsTruncated));
    }

    [Fact]
    public void Registered_it_is_one_for_the_program_and_seals_what_is_open()
    {
        TraceRun run;
        using (ServiceProvider services = new ServiceCollection()
            .AddTraceKit(traces => traces
                .WriteTo(_folder.Path)
                .Application("airline-agent", "0.1")
                .Environment("test")
                .Experiment(new() { Id = "exp-1" })
                .Enabled(true))
            .BuildServiceProvider())
        {
            Assert.Same(services.GetRequiredService<TraceCollector>(), services.GetRequiredService<TraceCollector>());
            run = Some.Run(services.GetRequiredService<TraceCollector>());
        }

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal(RunStatus.Aborted, recorded.Status);
        Assert.Equal(("airline-agent", "test", "exp-1"), (recorded.Header.Session.App!.Name, recorded.Header.Session.Environment, recorded.Header.Session.Experiment!.Id));
    }

    [Fact]
    public void Runs_of_one_collector_share_its_session()
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.SessionId = "s-1");
        TraceRun[] runs = [Some.Run(collector), Some.Run(collector)];

        collector.Dispose();

        Assert.All(runs, run => Assert.Equal("s-1", Some.TheRunOf(run).Header.SessionId));
    }
}
