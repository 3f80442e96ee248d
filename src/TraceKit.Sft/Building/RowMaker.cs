using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using TraceKit.Reading;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Building;

/// <summary>Turns runs into rows: candidates, then the gates for single rows, then exact duplicates. Keeps the balance of each step.</summary>
internal sealed class RowMaker(SftRecipe recipe, Splits splits)
{
    private const string NotExpressible = "not_expressible";

    private readonly ITargetFormat _format = TargetFormats.Get(recipe.Format);
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);

    public RowGates Gates { get; } = new(TargetFormats.Get(recipe.Format));

    public List<BuiltRow> Rows { get; } = [];

    public List<DroppedCandidate> Dropped { get; } = [];

    /// <summary>Conversations and decisions that were found.</summary>
    public long Found { get; private set; }

    /// <summary>Candidates that were made of them.</summary>
    public long Candidates { get; private set; }

    /// <summary>Turns of conversations that were found.</summary>
    public long Turns { get; private set; }

    /// <summary>Turns of conversations that are in rows.</summary>
    public long TurnsInRows { get; private set; }

    public void Add(RecordedRun run)
    {
        foreach (Conversation conversation in Conversations.In(run))
        {
            Found++;
            Turns += conversation.Turns.Count;
            if (!Wants(RowKinds.Chat))
            {
                Drop("candidates", "kind_not_wanted", run, conversation.Turns[0].Event.Seq, RowKinds.Chat);
                DropTurns(run, conversation.Turns.Select(turn => turn.Event), "kind_not_wanted");
            }
            else if (ChatRows.Build(run, conversation, Dropped) is { } row && Fitted(row) is { } fitted)
            {
                Keep(fitted);
            }
        }

        var index = new DecisionIndex(run);
        foreach (RecordedEvent input in run.Events)
        {
            if (RoleRows.KindOf(input) is not { } kind)
            {
                continue;
            }

            Found++;
            if (!Wants(kind))
            {
                Drop("candidates", "kind_not_wanted", run, input.Seq, kind);
            }
            else if (RoleRows.Build(run, index, input, recipe.SystemPrompts.GetValueOrDefault(kind), Wants(RowKinds.Chat), Dropped) is { } row)
            {
                Keep(row);
            }
        }

        AddLearner(run);
    }

    private void AddLearner(RecordedRun run)
    {
        var learner = new LearnerRows(run);
        foreach (RecordedEvent candidate in run.Events.Where(learner.IsCandidate))
        {
            Found++;
            if (!Wants(RowKinds.Learner))
            {
                Drop("candidates", "kind_not_wanted", run, candidate.Seq, RowKinds.Learner);
            }
            else if (learner.Build(candidate, Dropped) is { } row)
            {
                Keep(row);
            }
        }
    }

    /// <summary>Cuts a chat row to what the target can express; what goes is booked.</summary>
    private CandidateRow? Fitted(CandidateRow row)
    {
        int kept = _format.Expressible(row);
        if (kept == row.Messages.Count)
        {
            return row;
        }

        int end = row.Messages.Take(kept).ToList().FindLastIndex(message => message.Role is "assistant" or "tool") + 1;
        DropTurns(row.Run, row.Events.Skip(end), NotExpressible);
        if (end > 0)
        {
            return row with { Messages = [.. row.Messages.Take(end)], Events = [.. row.Events.Take(end)] };
        }

        Drop("candidates", NotExpressible, row.Run, row.FirstSeq, row.Kind, $"{recipe.Format} cannot say which turns are not to be trained");
        return null;
    }

    private void Keep(CandidateRow candidate)
    {
        Candidates++;
        var bytes = new ArrayBufferWriter<byte>();
        var map = new List<MapEntry>();
        using (var json = new Utf8JsonWriter(bytes, RowWriter.Options))
        {
            _format.Write(candidate, json, map);
        }

        string key = string.Create(CultureInfo.InvariantCulture, $"{candidate.Run.RunId}#{candidate.FirstSeq}:{candidate.Kind}");
        if (Refusal(key, bytes.WrittenMemory) is var (gate, problem))
        {
            Refuse(candidate, gate, $"{problem.Pointer}: {problem.Message}");
            return;
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
        if (!_seen.TryAdd(hash, key))
        {
            Refuse(candidate, "exact_duplicate", $"the same row as {_seen[hash]}");
            return;
        }

        if (candidate.Kind == RowKinds.Chat)
        {
            TurnsInRows += candidate.Events.Count;
        }

        Rows.Add(new BuiltRow(candidate, bytes.WrittenSpan.ToArray(), hash, map, splits.GroupOf(candidate.Run), splits.Of(candidate.Run, key)));
    }

    private (string Gate, RowProblem Problem)? Refusal(string name, ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return Gates.Refusal(new RowView(name, document.RootElement));
    }

    private void Refuse(CandidateRow candidate, string reason, string detail)
    {
        Drop("rows", reason, candidate.Run, candidate.FirstSeq, candidate.Kind, detail);
        if (candidate.Kind == RowKinds.Chat)
        {
            DropTurns(candidate.Run, candidate.Events, reason);
        }
    }

    private bool Wants(string kind) => recipe.Rows.Contains(kind);

    private void Drop(string stage, string reason, RecordedRun run, long seq, string kind, string? detail = null) =>
        Dropped.Add(new DroppedCandidate(stage, reason, run.RunId, seq, kind, detail));

    private void DropTurns(RecordedRun run, IEnumerable<RecordedEvent> events, string reason) =>
        Dropped.AddRange(events.Select(recorded => new DroppedCandidate("turns", reason, run.RunId, recorded.Seq, RowKinds.Chat)));
}
