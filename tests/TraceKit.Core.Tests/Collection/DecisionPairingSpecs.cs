using FsCheck;
using FsCheck.Fluent;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.Core.Tests.Collection;

public sealed class DecisionPairingSpecs
{
    private static readonly Arbitrary<int[][]> Scripts = Gen.Choose(0, 5).ArrayOf(12).ArrayOf(4).ToArbitrary();

    [Fact]
    public void Any_interleaving_over_threads_pairs_each_input_with_its_own_end()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.Ids = TraceIds.Random);

        Prop.ForAll(Scripts, scripts =>
        {
            using TraceRun run = Some.Run(collector);
            ConcurrencySpecs.OnThreads(scripts.Length, thread => Play(run, thread, scripts[thread]));
            run.Complete();

            CheckPairs(Some.TheRunOf(run), scripts.Sum(script => script.Length));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Opens a decision for each step of a script, and closes them in another order and in different ways.</summary>
    private static void Play(TraceRun run, int thread, int[] script)
    {
        var open = new Stack<(string Id, Decision<PlannerInput, PlannerOutput> Decision, int Way)>();
        for (int i = 0; i < script.Length; i++)
        {
            string id = $"{thread}.{i}";
            open.Push((id, run.Decide(Some.PlannerInput(goal: id)), script[i]));
            if (script[i] % 2 == 0)
            {
                Close(open.Pop());
            }
        }

        while (open.TryPop(out var rest))
        {
            Close(rest);
        }
    }

    private static void Close((string Id, Decision<PlannerInput, PlannerOutput> Decision, int Way) open)
    {
        using Decision<PlannerInput, PlannerOutput> decision = open.Decision;
        switch (open.Way)
        {
            case 0 or 1:
                decision.Answer(Some.PlannerOutput(open.Id));
                break;
            case 2:
                decision.Abandon(open.Id);
                break;
            case 3:
                using (var calling = decision.Decide(Some.ToolCall(open.Id)))
                {
                    calling.Answer(Some.ToolResult(open.Id));
                }

                decision.Answer(Some.PlannerOutput(open.Id));
                break;
            case 4:
                Assert.False(decision.TryParse("no", out _, out _));
                break;
        }
    }

    private static void CheckPairs(RecordedRun run, int decisions)
    {
        ILookup<long, RecordedEvent> ends = run.Events.Where(recorded => recorded.Answers is not null).ToLookup(recorded => recorded.Answers!.Value);
        RecordedEvent[] inputs = [.. run.Events.Where(recorded => recorded.Is<PlannerInput>())];
        Assert.Equal(decisions, inputs.Length);
        foreach (RecordedEvent input in inputs)
        {
            RecordedEvent end = Assert.Single(ends[input.Seq]);
            string id = input.Read<PlannerInput>().Goal;
            Assert.Equal(input.SpanId, end.SpanId);
            Assert.Contains(end.TryRead<PlannerOutput>()?.Rationale ?? end.TryRead<DecisionAbandoned>()?.Reason, (string[])[id, "disposed"]);
        }

        foreach (RecordedEvent call in run.Events.Where(recorded => recorded.Is<ToolCall>()))
        {
            Assert.Equal(call.Read<ToolCall>().CallId, run.Events[(int)call.Decision!.Value].Read<PlannerInput>().Goal);
            Assert.Equal(call.Read<ToolCall>().CallId, Assert.Single(ends[call.Seq]).Read<ToolResult>().CallId);
        }
    }
}
