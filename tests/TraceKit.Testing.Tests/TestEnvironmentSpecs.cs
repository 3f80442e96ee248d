using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.Sessions;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Testing.Tests;

/// <summary>The assembly's fixture has declared this process a test host.</summary>
public sealed class TestEnvironmentSpecs
{
    [Fact]
    public void A_collector_that_says_no_environment_is_one_of_tests()
    {
        using var folder = new TempFolder();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder.Path });
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Anything" });

        run.Complete();

        Assert.Equal("test", RunFileReader.ReadStrict(run.Path!).Single().Header.Session.Environment);
    }

    [Theory]
    [InlineData("production")]
    [InlineData("training")]
    public void A_collector_that_is_configured_for_another_environment_refuses_to_be_made(string environment)
    {
        using var folder = new TempFolder();
        var options = new TraceKitOptions { Root = folder.Path, Session = new TraceSession { Environment = environment } };

        var refused = Assert.Throws<ContaminationException>(() => new TraceCollector(options));
        var recorder = Assert.Throws<ContaminationException>(() => new TraceRecorder(new TraceRecorderOptions { Configure = own => own.Session = options.Session }));

        Assert.Equal(("test", environment), (refused.Environment, refused.Accepted));
        Assert.Contains(environment, recorder.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_exporter_that_is_configured_for_production_refuses_the_run_of_a_test()
    {
        using TraceRecorder recorder = Agent.Recorded();

        var refused = Assert.Throws<ContaminationException>(
            () => EnvironmentGate.Require("production", recorder.Run.Header.Session, "the exporter to collector.example"));
        EnvironmentGate.Require("test", recorder.Run.Header.Session, "the exporter of tests");

        Assert.Equal("Contamination: a run of environment 'test' came to the exporter to collector.example, which takes 'production' alone. Send it to a place of its own environment.", refused.Message);
    }

    [Fact]
    public void A_recorder_says_test_with_and_without_a_declaration()
    {
        using TraceRecorder recorder = Agent.Recorded();

        Assert.Equal("test", recorder.Run.Header.Session.Environment);
    }

    [Fact]
    public void Declarations_are_counted_so_that_one_that_ends_leaves_the_others()
    {
        new TestEnvironment().Dispose();
        var twice = new TestEnvironment();
        twice.Dispose();
        twice.Dispose();

        Assert.Throws<ContaminationException>(() => new TraceCollector(new TraceKitOptions { Session = new TraceSession { Environment = "production" } }));
    }
}
