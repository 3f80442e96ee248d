using TraceKit.Contract;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.RunFiles;
using Xunit;

namespace TraceKit.Interop.Tests.Episodes;

public sealed class EndingSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    [Fact]
    public void Success_is_what_the_agent_says_of_itself()
    {
        RunEnd end = Import("completed", """{"success":true}""", episode => episode.Line("executor_output", 1, SomeEpisode.Action(final: true)).Line("episode_end", 1, SomeEpisode.End)).Run.End!;

        Assert.Equal((RunStatus.Completed, true, SuccessSource.SelfReported, "agent_exit"), (end.Status, end.Success, end.SuccessSource, end.StopReason));
    }

    [Fact]
    public void A_run_that_was_stopped_says_why()
    {
        RunEnd end = Import("completed", """{"success":false}""", episode => episode.Line("episode_stop", 1, """{"reason":"max_steps_reached","max_steps":8}""")).Run.End!;

        Assert.Equal((RunStatus.Completed, false, "max_steps_reached"), (end.Status, end.Success, end.StopReason));
    }

    [Fact]
    public void A_run_that_does_not_say_whether_it_succeeded_has_no_success()
    {
        RunEnd end = Import("completed", "{}", episode => episode).Run.End!;

        Assert.Equal((RunStatus.Completed, null, null, "episode_over"), (end.Status, end.Success, end.SuccessSource, end.StopReason));
    }

    [Fact]
    public void A_failed_run_names_its_error_from_the_session_when_no_event_does()
    {
        RunEnd end = Import("failed", """{"error_type":"KeyError","error_message":"'x'"}""", episode => episode).Run.End!;

        Assert.Equal((RunStatus.Failed, "KeyError", "'x'"), (end.Status, end.Error!.Type, end.Error.Message));
    }

    [Fact]
    public void A_run_that_was_never_closed_is_aborted()
    {
        RunEnd end = Import("running", "{}", episode => episode.Planned()).Run.End!;

        Assert.Equal((RunStatus.Aborted, "source_unfinished", null), (end.Status, end.StopReason, end.Success));
    }

    [Fact]
    public void A_session_that_contradicts_its_events_is_a_finding()
    {
        Imported unclosed = Import("running", "{}", episode => episode.Line("episode_end", 1, SomeEpisode.End));

        Assert.Equal(RunStatus.Completed, unclosed.Run.Status);
        Assert.Single(unclosed.Found(ImportRules.Contradiction));
    }

    [Fact]
    public void A_success_that_the_events_deny_is_a_finding()
    {
        Imported denied = Import("completed", """{"success":false}""", episode => episode.Line("episode_end", 1, SomeEpisode.End));

        Assert.False(denied.Run.End!.Success);
        Assert.Single(denied.Found(ImportRules.Contradiction));
    }

    public void Dispose() => _temp.Dispose();

    private Imported Import(string status, string summary, Func<SomeEpisode, SomeEpisode> tell) =>
        tell(new SomeEpisode { Session = $$"""{"run_id":"r","goal":"g","status":"{{status}}","summary":{{summary}}}""".Replace("\"r\"", "\"20260101T000000Z\"", StringComparison.Ordinal) })
            .ImportAs("plan-and-act", _temp);
}
