using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Learning;

namespace TraceKit.Interop.RuleChef;

/// <summary>
/// Tells the curves of a history or of results: evaluations by iteration, batch and checkpoint, and the best rules so far. They have no
/// times. An evaluation that the log's guidance quotes stands before that call; where the others stood among the calls is not recorded,
/// so they follow them.
/// </summary>
internal sealed class ChefCurves
{
    private readonly ChefScript _script;
    private readonly List<(string Stage, SourceSlice Slice, string Counter)> _waiting = [];
    private readonly List<(int Index, SourceSlice Slice)> _snapshots = [];
    private List<string>? _best;

    public ChefCurves(ChefScript script, ChefFolder folder)
    {
        _script = script;
        if (folder.History is { } history)
        {
            history.Slice.Items().ToList().ForEach(Add);
        }
        else if (folder.Results is { } results)
        {
            Add(results.Slice);
        }
    }

    /// <summary>Tells the first evaluation that waits and that a call quotes, number by number.</summary>
    public void TellBefore(ForeignObject quoted)
    {
        int index = _waiting.FindIndex(item => item.Stage == "iteration" && Quotes(quoted, item.Slice));
        if (index >= 0)
        {
            Tell(_waiting[index]);
            _waiting.RemoveAt(index);
        }
    }

    /// <summary>Tells all that waits.</summary>
    public void TellRest(ChefFolder folder)
    {
        if (_waiting.Count > 0 && folder.Log is not null)
        {
            _script.Info(ImportRules.Time, folder.File, $"{_waiting.Count} evaluation(s) have no time and no recorded place among the calls: they follow the calls");
        }

        int snapshot = 0;
        foreach ((string stage, SourceSlice slice, string counter) in _waiting)
        {
            if (stage == "batch")
            {
                TellSnapshots(ref snapshot, Parse(slice).Whole("batch"));
            }

            Tell((stage, slice, counter));
        }

        TellSnapshots(ref snapshot, until: null);
        _waiting.Clear();
    }

    private void Add(SourceSlice phase)
    {
        AddCurve(phase, "batch_metrics", "batch", "batch");
        AddCurve(phase, "batch_test_metrics", "batch", "batch");
        AddCurve(phase, "iteration_metrics", "iteration", "iteration");
        AddCurve(phase, "checkpoint_metrics", "checkpoint", "observations");
        foreach (SourceSlice snapshot in phase.Member("rules_snapshot")?.Items() ?? [])
        {
            _snapshots.Add((Parse(snapshot).Whole("batch") ?? _snapshots.Count, snapshot));
        }
    }

    private void AddCurve(SourceSlice phase, string member, string stage, string counter)
    {
        if (phase.Member(member) is { } curve && curve.Bytes[0] == (byte)'[')
        {
            _waiting.AddRange(curve.Items().Select(point => (stage, point, counter)));
        }
    }

    private static bool Quotes(ForeignObject quoted, SourceSlice slice)
    {
        ForeignObject point = Parse(slice);
        return ((string[])["iteration", "exact_match", "micro_f1", "macro_f1"]).All(name => quoted.Number(name) is { } said && said.Equals(point.Number(name)));
    }

    private void Tell((string Stage, SourceSlice Slice, string Counter) item)
    {
        ForeignObject source = Parse(item.Slice);
        LearningMetrics? metrics = item.Stage == "checkpoint" ? ChefNumbers.Metrics(source, after: "_vs_gold") : ChefNumbers.Metrics(source);
        if (metrics is null)
        {
            _script.Warn(ImportRules.Contract, item.Slice.File.Name, $"a point of the curve by {item.Stage} has no F1 from 0 to 1; it was kept whole");
            _script.Run.Emit(new ForeignRecord { Type = item.Stage, Payload = source.Value }, ChefScript.From(item.Slice, item.Stage, new ForeignObject(JsonElement.Parse("{}"u8))));
            return;
        }

        var point = new Evaluation
        {
            Stage = item.Stage,
            Number = ChefNumbers.Count(source, item.Counter),
            Metrics = metrics,
            PerClass = ChefNumbers.PerClass(source),
            RuleCount = ChefNumbers.Count(source, "num_rules") ?? ChefNumbers.Count(source, "rules"),
        };
        _script.Run.Emit(point, ChefScript.From(item.Slice, item.Stage, source));
    }

    /// <summary>The best rules at the start of a batch, where they are others than before.</summary>
    private void TellSnapshots(ref int next, int? until)
    {
        for (; next < _snapshots.Count && (until is null || _snapshots[next].Index <= until); next++)
        {
            ForeignObject source = Parse(_snapshots[next].Slice);
            IReadOnlyList<RuleRef> rules = ChefNumbers.Rules(source.Objects("rules"));
            List<string> ids = [.. rules.Select(rule => rule.Id ?? rule.Name)];
            if (rules.Count > 0 && (_best is null || !ids.SequenceEqual(_best, StringComparer.Ordinal)))
            {
                source.Release("rules");
                source.Ignore("rules"); // what the rules say stays in the file that the origin names
                _script.Run.Emit(new BestRules { Stage = "batch", Number = ChefNumbers.Count(source, "batch"), Rules = rules }, ChefScript.From(_snapshots[next].Slice, "rules_snapshot", source));
                _best = ids;
            }
        }
    }

    private static ForeignObject Parse(SourceSlice slice) => new(JsonElement.Parse(slice.Bytes));
}
