using TraceKit.Learning;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Rows;

/// <summary>
/// Makes one row of each model call of a learning run: what the model saw and said. A decision about a patch is a candidate too, and never a
/// row: the algorithm decided, nobody asked, and a trainer would learn to speak unasked. It is the label of the call that it names.
/// </summary>
internal sealed class LearnerRows
{
    private readonly RecordedRun _run;
    private readonly Dictionary<long, CallEffect> _effects = [];
    private readonly bool _isLearning;

    public LearnerRows(RecordedRun run)
    {
        _run = run;
        foreach (RecordedEvent recorded in run.Events)
        {
            _isLearning |= recorded.Type == LearningStart.EventType.Name;
            if (_isLearning && EffectOf(recorded) is var (calls, effect))
            {
                foreach (long call in calls)
                {
                    _effects.TryAdd(call, effect);
                }
            }
        }
    }

    /// <summary>Whether an event may become a row: a call that belongs to no conversation and no decision of another role, or a decision about a patch.</summary>
    public bool IsCandidate(RecordedEvent recorded) => _isLearning && (IsDecision(recorded) || recorded is { Decision: null } && recorded.TryRead<LlmCall>() is { Conversation: null });

    /// <summary>Makes the row of a candidate, or says why there is none.</summary>
    /// <param name="recorded">The candidate.</param>
    /// <param name="dropped">Takes the candidate when there is no row.</param>
    public CandidateRow? Build(RecordedEvent recorded, List<DroppedCandidate> dropped)
    {
        CandidateRow? Drop(string reason, string? detail = null)
        {
            dropped.Add(new DroppedCandidate("candidates", reason, _run.RunId, recorded.Seq, RowKinds.Learner, detail));
            return null;
        }

        if (IsDecision(recorded))
        {
            return Drop("no_user_turn", "a decision about a patch: the algorithm made it, and it is the label of the call that it names");
        }

        return recorded.TryRead<LlmCall>() switch
        {
            { Status: LlmCallStatus.ParseError } => Drop("unreadable_output"),
            { Status: not LlmCallStatus.Ok } => Drop("failed_attempt"),
            { Reply: null or { Content: null or "" } } => Drop("no_reply"),
            { Reply.Parts: not null } => Drop("not_text"),
            { Request.Messages: { } sent } when sent.Any(turn => turn.Parts is not null) => Drop("not_text"),
            { Request.Messages: { } sent } call when sent.Any(turn => turn.Role == "user") => Row(recorded, call, sent),
            _ => Drop("no_user_turn", "nobody asked: the call has no user turn"),
        };
    }

    private CandidateRow Row(RecordedEvent recorded, LlmCall call, IReadOnlyList<ChatTurn> sent)
    {
        CallEffect? effect = _effects.GetValueOrDefault(recorded.Seq);
        RecordedEvent? fact = effect is null ? null : _run.Events.FirstOrDefault(other => other.Address.ToString() == effect.Event);
        return new CandidateRow
        {
            Kind = RowKinds.Learner,
            Run = _run,
            Events = fact is null ? [recorded] : [recorded, fact],
            Messages =
            [
                .. sent.Select((turn, index) => RoleRows.Sent(recorded.Seq, turn, index)),
                new RowMessage { Role = "assistant", Content = call.Reply!.Content, ContentSource = TextSource.Identity(recorded.Seq, "/data/reply/content"), IsTrained = true },
            ],
            Effect = effect,
        };
    }

    private static bool IsDecision(RecordedEvent recorded) => recorded.TryRead<Iteration>() is { Accepted: not null };

    private static (IReadOnlyList<long> Calls, CallEffect Effect)? EffectOf(RecordedEvent recorded)
    {
        var effect = new CallEffect { Event = recorded.Address.ToString(), Type = recorded.Type };
        if (recorded.TryRead<Iteration>() is { } round)
        {
            return (round.Calls, effect with { Kept = round.Accepted, DecidedBy = round.DecidedBy, F1Before = round.Before?.MicroF1, F1After = round.After?.MicroF1 });
        }

        if (recorded.TryRead<Audit>() is { } audit)
        {
            bool changes = audit.Merged.Count + audit.Removed.Count + audit.Tightened.Count > 0;
            return (audit.Calls, effect with { Kept = changes ? !audit.Reverted : null, DecidedBy = audit.RevertReason, F1Before = audit.Before?.MicroF1, F1After = audit.After?.MicroF1 });
        }

        return recorded.TryRead<Synthesis>() is { } made ? (made.Calls, effect with { Kept = true, F1After = made.Metrics?.MicroF1 })
            : recorded.TryRead<Guidance>() is { } guidance ? (guidance.Calls, effect)
            : recorded.TryRead<Critic>() is { } critic ? (critic.Calls, effect)
            : null;
    }
}
