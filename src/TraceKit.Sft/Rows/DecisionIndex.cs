using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Sft.Rows;

/// <summary>What belongs to each decision of a run, looked up instead of searched for: runs can be long.</summary>
internal sealed class DecisionIndex
{
    private readonly Dictionary<long, RecordedEvent> _answers = [];
    private readonly ILookup<long, RecordedEvent> _members;

    public DecisionIndex(RecordedRun run)
    {
        foreach (RecordedEvent recorded in run.Events)
        {
            if (recorded.Answers is { } seq)
            {
                _answers.TryAdd(seq, recorded);
            }
        }

        _members = run.Events.Where(recorded => recorded.Decision is not null).ToLookup(recorded => recorded.Decision!.Value);
    }

    /// <summary>The first event that answers an input, or null.</summary>
    public RecordedEvent? AnswerTo(RecordedEvent input) => _answers.GetValueOrDefault(input.Seq);

    /// <summary>Whether a reply to an input could not be read.</summary>
    public bool HasParseFailure(RecordedEvent input) => _members[input.Seq].Any(recorded => recorded.Type == ParseFailure.EventType.Name);

    /// <summary>The last call that brought a usable reply to an input, or null.</summary>
    public RecordedEvent? CallFor(RecordedEvent input) =>
        _members[input.Seq].LastOrDefault(recorded => recorded.TryRead<LlmCall>() is { Status: LlmCallStatus.Ok, Reply: not null });
}
