using TraceKit.Agents;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.Testing.Expectations;

/// <summary>Looks for inputs without their answers.</summary>
internal static class DecisionPairs
{
    /// <summary>The inputs of the vocabulary; those of users are known by what answers them.</summary>
    private static readonly Wanted[] Inputs =
        [Wanted.Of<PlannerInput>(), Wanted.Of<ExecutorInput>(), Wanted.Of<ReplannerInput>(), Wanted.Of<CriticInput>(), Wanted.Of<ToolCall>(), Wanted.Of<Operation>()];

    public static string? Problem(RecordedRun run)
    {
        HashSet<long> answered = [.. run.Events.Select(recorded => recorded.Answers).OfType<long>()];
        IEnumerable<string> open = run.Events
            .Where(recorded => Array.Exists(Inputs, input => input.Is(recorded)) && !answered.Contains(recorded.Seq))
            .Select(recorded => $"#{recorded.Seq} {recorded.Type} has no answer");
        IEnumerable<string> abandoned = run.Events
            .Select(recorded => (recorded.Seq, recorded.Answers, Data: recorded.TryRead<DecisionAbandoned>()))
            .Where(recorded => recorded.Data is not null)
            .Select(recorded => $"#{recorded.Answers} {recorded.Data!.InputType} was given up at #{recorded.Seq} ({recorded.Data.Reason ?? "no reason"}{Because(recorded.Data)})");
        IEnumerable<string> unresolved = run.Events
            .Select(recorded => (recorded.Seq, Data: recorded.TryRead<ToolCallUnresolved>()))
            .Where(recorded => recorded.Data is not null)
            .Select(recorded => $"the call {recorded.Data!.CallId} of {recorded.Data.Name} was never answered (#{recorded.Seq})");
        return Places.Join([.. open, .. abandoned, .. unresolved]);
    }

    public static string? Problem(RecordedRun run, Wanted input, Wanted output)
    {
        HashSet<long> answered = [.. run.Events.Where(output.Is).Select(recorded => recorded.Answers).OfType<long>()];
        RecordedEvent[] all = [.. run.Events.Where(input.Is)];
        RecordedEvent[] open = [.. all.Where(recorded => !answered.Contains(recorded.Seq))];
        return all.Length == 0 ? $"there is no {input.Name}" : open.Length == 0 ? null : $"no {output.Name} answers {Places.Of(open)}";
    }

    private static string Because(DecisionAbandoned abandoned) => abandoned.Error is { } error ? $", {error.Type}: {error.Message}" : string.Empty;
}
