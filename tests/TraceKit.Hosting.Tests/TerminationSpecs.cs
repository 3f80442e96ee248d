using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Hosting.Tests;

[Collection(nameof(Alone))]
public sealed class TerminationSpecs
{
    [Theory]
    [InlineData("generic")]
    [InlineData("web")]
    public void A_host_that_is_told_to_end_seals_its_run_with_every_event_even_a_buffered_one(string kind)
    {
        using var folder = new TempFolder();

        (string file, int exitCode) = ServiceProcess.Terminate(kind, Settings(folder));

        RecordedRun run = RunFileReader.ReadStrict(file).Single();
        Assert.Equal((RunStatus.Aborted, "host_stopped", 2), (run.Status, run.End!.StopReason, run.Events.Count));
        Assert.Equal(("desk", 0), (run.Header.Session.App!.Name, exitCode));
    }

    [Fact]
    public void A_console_program_without_a_handler_hands_its_events_over_and_the_next_collector_seals_the_run()
    {
        using var folder = new TempFolder();

        (string file, int exitCode) = ServiceProcess.Terminate("console", Settings(folder));

        RecordedRun left = RunFileReader.ReadStrict(file).Single();
        Assert.Equal((RunStatus.Running, 2, 143), (left.Status, left.Events.Count, exitCode));
        Assert.Equal(RecoveryAction.Sealed, RunRecovery.Recover(file).Action);
    }

    private static (string, string)[] Settings(TempFolder folder) =>
    [
        ("TraceKit__Root", folder.Path),
        ("TraceKit__Durability", "Buffered"),
        ("TraceKit__BufferTime", "00:01:00"),
        ("TraceKit__Application__Name", "desk"),
    ];
}
