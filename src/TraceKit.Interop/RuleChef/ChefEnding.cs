using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Learning;

namespace TraceKit.Interop.RuleChef;

/// <summary>Tells what a run came to: the phases' own numbers, the best rules, the final rules; and compares what is recorded twice.</summary>
internal sealed class ChefEnding(ChefScript script, ChefFolder folder, ChefSettings settings)
{
    private static readonly string[] Curves = ["batch_metrics", "iteration_metrics", "rules_snapshot"];

    public void Tell()
    {
        Phases();
        Compare();
        if (folder.Results is { } results)
        {
            Results(results);
        }
        else if (folder.Dataset is { } dataset)
        {
            Dataset(dataset);
        }
    }

    /// <summary>A phase beside its curves: an evaluation where it has an F1, and all its other members.</summary>
    private void Phases()
    {
        foreach (SourceSlice slice in folder.History?.Slice.Items() ?? [])
        {
            var source = new ForeignObject(JsonElement.Parse(slice.Bytes));
            foreach (string curve in Curves)
            {
                source.Ignore(curve);
            }

            if (ChefNumbers.Metrics(source) is { } metrics)
            {
                var point = new Evaluation { Stage = "phase", Metrics = metrics, RuleCount = ChefNumbers.Count(source, "num_rules") };
                script.Run.Emit(point, ChefScript.From(slice, "phase", source));
            }
            else
            {
                var kept = new ForeignRecord { Type = "phase", Payload = Leftover.Of(source) ?? JsonElement.Parse("{}"u8) };
                script.Run.Emit(kept, ChefScript.From(slice, "phase", new ForeignObject(JsonElement.Parse("{}"u8))));
            }
        }
    }

    /// <summary>The history is recorded up to three times: it must be the same.</summary>
    private void Compare()
    {
        if (folder is { History: { } history, Summary: { } summary } && !JsonElement.DeepEquals(history.Value, summary.Value.GetProperty("history")))
        {
            script.Warn(ImportRules.Contradiction, summary.Source.Name, $"the history in it is not that of {history.Source.Name}, which was taken");
        }

        if (folder is { History: { } told, Results: { } results })
        {
            Same(told, "batch_metrics", results, "batch_test_metrics");
            Same(told, "iteration_metrics", results, "iteration_metrics");
        }
    }

    private void Same(ChefFile history, string curve, ChefFile results, string twin)
    {
        if (history.Value[0].TryGetProperty(curve, out JsonElement left) && results.Value.TryGetProperty(twin, out JsonElement right) && !JsonElement.DeepEquals(left, right))
        {
            script.Warn(ImportRules.Contradiction, results.Source.Name, $"'{twin}' is not the '{curve}' of {history.Source.Name}, which was taken");
        }
    }

    private void Results(ChefFile results)
    {
        var source = new ForeignObject(results.Value);
        ((string[])["config", "iteration_metrics", "batch_test_metrics", "checkpoint_metrics", "metadata", "rules"]).ToList().ForEach(source.Ignore);
        if (source.Object("best_rules") is { } best && ChefNumbers.Rules(best.Objects("rules")) is { Count: > 0 } standing)
        {
            best.Ignore("rules");
            var rules = new BestRules { Stage = "batch", Number = ChefNumbers.Count(best, "batch"), Rules = standing, Metrics = ChefNumbers.Metrics(best) };
            script.Run.Emit(rules, ChefScript.From(results.Slice.Member("best_rules")!.Value, "best_rules", new ForeignObject(JsonElement.Parse("{}"u8))));
        }

        IReadOnlyList<RuleRef> final = ChefNumbers.Rules(new ForeignObject(results.Value).Objects("rules"));
        ForeignObject? numbers = source.Object("results");
        if (final.Count == 0 && numbers is null)
        {
            var kept = new ForeignRecord { Type = "results", Payload = Leftover.Of(source) ?? JsonElement.Parse("{}"u8) };
            script.Run.Emit(kept, ChefScript.From(results.Slice, "results", new ForeignObject(JsonElement.Parse("{}"u8))));
            return;
        }

        var ending = new Final
        {
            Rules = final,
            Metrics = numbers is null ? null : ChefNumbers.Metrics(numbers),
            PerClass = ChefNumbers.PerClass(source),
            OnDev = settings.OnTest,
            DurationMs = numbers?.Number("learning_time_s") is >= 0 and var seconds ? seconds * 1000 : null,
        };
        script.Run.Emit(ending, ChefScript.From(results.Slice, "results", source));
    }

    /// <summary>A data set that lies beside the log holds the rules that are in force.</summary>
    private void Dataset(ChefFile dataset)
    {
        var source = new ForeignObject(dataset.Value);
        IReadOnlyList<ForeignObject> rules = source.Objects("rules") ?? [];
        List<RuleStats> stats = [.. rules.Select(Stats).OfType<RuleStats>()];
        if (stats.Count > 0)
        {
            script.Run.Emit(new ValidatedStats { Rules = stats }, ChefScript.From(dataset.Slice.Member("rules")!.Value, "rules", new ForeignObject(JsonElement.Parse("{}"u8))));
        }

        script.Run.Emit(new Final { Rules = ChefNumbers.Rules(rules) }, ChefScript.From(dataset.Slice, "dataset", new ForeignObject(JsonElement.Parse("{}"u8))));
    }

    private static RuleStats? Stats(ForeignObject rule) => rule.Text("name") is { } name && ChefNumbers.Count(rule, "validated_support") is { } support
        ? new RuleStats
        {
            Id = rule.Text("id") is { } id ? RuleNames.Fit(id) : null,
            Name = RuleNames.Fit(name),
            Precision = rule.Number("validated_precision") is >= 0 and <= 1 and var precision ? precision : null,
            Support = support,
        }
        : null;
}
