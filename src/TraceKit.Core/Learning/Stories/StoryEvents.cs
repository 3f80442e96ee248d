using TraceKit.Contract;
using TraceKit.Reading;

namespace TraceKit.Learning.Stories;

/// <summary>Finds the facts of learning among the events of a run.</summary>
internal static class StoryEvents
{
    public static LearningEntry? EntryOf(RecordedEvent recorded) =>
        (Try<Synthesis>(recorded) ?? Try<Critic>(recorded) ?? Try<Guidance>(recorded) ?? Try<Iteration>(recorded) ?? Try<Audit>(recorded) ?? Try<Prune>(recorded)
            ?? Try<Evaluation>(recorded) ?? Try<BestRules>(recorded) ?? Try<RestoreBest>(recorded) ?? Try<ValidatedStats>(recorded) ?? Try<Final>(recorded)
            ?? Try<LearningError>(recorded)) is { } fact
            ? LearningEntry.Of(recorded.Seq, recorded.Time, fact)
            : null;

    private static object? Try<TEvent>(RecordedEvent recorded)
        where TEvent : class, ITraceEvent<TEvent> => recorded.TryRead<TEvent>();
}
