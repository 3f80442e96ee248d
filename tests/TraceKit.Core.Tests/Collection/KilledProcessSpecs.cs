using TraceKit.Agents;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

[Collection(nameof(Alone))]
public sealed class KilledProcessSpecs
{
    [Fact]
    public void A_killed_process_loses_nothing_that_was_acknowledged()
    {
        using var folder = new TempFolder();

        (string file, IReadOnlyList<long> acknowledged) = VictimProcess.KillAfter(acknowledgements: 500, folder.Path);
        RecoveryResult recovery = RunRecovery.Recover(file);

        Assert.True(acknowledged.Count >= 500);
        Assert.Equal(RecoveryAction.Sealed, recovery.Action);
        RecordedRun run = RunFileReader.ReadStrict(file).Single();
        Assert.Equal(Enumerable.Range(0, run.Events.Count).Select(seq => (long)seq), run.Events.Select(recorded => recorded.Seq));
        Assert.InRange(run.Events.Count, acknowledged.Count, acknowledged.Count + 1);
        Assert.All(run.Events, recorded => Assert.Equal(Some.Goal, recorded.Read<PlannerInput>().Goal));
        Assert.Equal((RunStatus.Aborted, "recovered"), (run.Status, run.End!.StopReason));
    }
}
