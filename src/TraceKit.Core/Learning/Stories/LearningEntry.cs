using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TraceKit.RunFiles;

namespace TraceKit.Learning.Stories;

/// <summary>One step of a learning run: where it lies in the run file, when it was, and exactly one fact.</summary>
public sealed record LearningEntry
{
    /// <summary>The <c>seq</c> of its event in the run file. Default: the event is not in it.</summary>
    [Range(0L, long.MaxValue)]
    public long? Seq { get; init; }

    /// <summary>When it was recorded.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The first rules were made. Default: the entry is of another kind.</summary>
    public Synthesis? Synthesis { get; init; }

    /// <summary>The critic looked at the rules. Default: the entry is of another kind.</summary>
    public Critic? Critic { get; init; }

    /// <summary>The coordinator decided how to go on. Default: the entry is of another kind.</summary>
    public Guidance? Guidance { get; init; }

    /// <summary>One round of refinement. Default: the entry is of another kind.</summary>
    public Iteration? Iteration { get; init; }

    /// <summary>The rule set was looked over. Default: the entry is of another kind.</summary>
    public Audit? Audit { get; init; }

    /// <summary>Rules were dropped. Default: the entry is of another kind.</summary>
    public Prune? Prune { get; init; }

    /// <summary>A point of a curve. Default: the entry is of another kind.</summary>
    public Evaluation? Evaluation { get; init; }

    /// <summary>The best set so far. Default: the entry is of another kind.</summary>
    public BestRules? BestRules { get; init; }

    /// <summary>The best set of the run was taken. Default: the entry is of another kind.</summary>
    public RestoreBest? RestoreBest { get; init; }

    /// <summary>Each rule by itself. Default: the entry is of another kind.</summary>
    public ValidatedStats? ValidatedStats { get; init; }

    /// <summary>The rules that survive. Default: the entry is of another kind.</summary>
    public Final? Final { get; init; }

    /// <summary>A stage broke. Default: the entry is of another kind.</summary>
    public LearningError? LearningError { get; init; }

    /// <summary>The facts that are there: one, in an entry that is sound.</summary>
    [JsonIgnore]
    internal IEnumerable<object> Facts => new object?[]
    {
        Synthesis, Critic, Guidance, Iteration, Audit, Prune, Evaluation, BestRules, RestoreBest, ValidatedStats, Final, LearningError,
    }.OfType<object>();

    /// <summary>Puts a fact into an entry; null for what is no fact of learning.</summary>
    internal static LearningEntry? Of(long? seq, DateTimeOffset time, object fact)
    {
        var entry = new LearningEntry { Seq = seq, Time = time };
        return fact switch
        {
            Synthesis data => entry with { Synthesis = data },
            Critic data => entry with { Critic = data },
            Guidance data => entry with { Guidance = data },
            Iteration data => entry with { Iteration = data },
            Audit data => entry with { Audit = data },
            Prune data => entry with { Prune = data },
            Evaluation data => entry with { Evaluation = data },
            BestRules data => entry with { BestRules = data },
            RestoreBest data => entry with { RestoreBest = data },
            ValidatedStats data => entry with { ValidatedStats = data },
            Final data => entry with { Final = data },
            LearningError data => entry with { LearningError = data },
            _ => null,
        };
    }
}
