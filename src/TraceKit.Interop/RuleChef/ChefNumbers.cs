using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Learning;

namespace TraceKit.Interop.RuleChef;

/// <summary>Reads metrics and rules as the source writes them; a share that is none makes the whole unreadable.</summary>
internal static class ChefNumbers
{
    /// <summary>The metrics, or null when there is no F1 or a share is not from 0 to 1.</summary>
    public static LearningMetrics? Metrics(ForeignObject source, string before = "", string after = "")
    {
        double? f1 = source.Number($"{before}micro_f1{after}") ?? source.Number($"f1{after}");
        var metrics = new LearningMetrics
        {
            MicroF1 = f1 ?? 0,
            MicroPrecision = source.Number($"{before}micro_precision{after}") ?? source.Number($"precision{after}"),
            MicroRecall = source.Number($"{before}micro_recall{after}") ?? source.Number($"recall{after}"),
            MacroF1 = source.Number($"{before}macro_f1{after}"),
            ExactMatch = source.Number($"{before}exact_match{after}"),
        };
        double?[] shares = [f1, metrics.MicroPrecision, metrics.MicroRecall, metrics.MacroF1, metrics.ExactMatch];
        return f1 is null || !Array.TrueForAll(shares, IsShare) ? null : metrics;
    }

    /// <summary>The metrics by class; empty when they are not recorded or one is none.</summary>
    public static IReadOnlyList<ClassMetrics> PerClass(ForeignObject source)
    {
        List<ClassMetrics> classes = [];
        foreach (ForeignObject part in source.Objects("per_class") ?? [])
        {
            if (part.Text("label") is not { } label || part.Number("f1") is not { } f1 || !Array.TrueForAll(new double?[] { f1, part.Number("precision"), part.Number("recall") }, IsShare))
            {
                source.Release("per_class");
                return [];
            }

            classes.Add(new ClassMetrics
            {
                Label = RuleNames.Fit(label),
                F1 = f1,
                Precision = part.Number("precision"),
                Recall = part.Number("recall"),
                TruePositives = Count(part, "tp"),
                FalsePositives = Count(part, "fp"),
                FalseNegatives = Count(part, "fn"),
            });
        }

        return classes;
    }

    /// <summary>Which rules a list of them is: ids and names; what they say is left where it is.</summary>
    public static IReadOnlyList<RuleRef> Rules(IReadOnlyList<ForeignObject>? rules) => [.. (rules ?? []).Select(Rule).OfType<RuleRef>()];

    /// <summary>The rules of a reply, or none when it does not hold such a list.</summary>
    public static IReadOnlyList<RuleRef> Rules(ForeignObject? reply, string name) => Rules(reply?.Objects(name));

    /// <summary>A number of things, from 0.</summary>
    public static int? Count(ForeignObject source, string name)
    {
        if (source.Whole(name) is not { } count || count >= 0)
        {
            return source.Whole(name);
        }

        source.Release(name);
        return null;
    }

    /// <summary>The object that a reply holds, as it was parsed by the learner: whole, or within a fence.</summary>
    public static ForeignObject? Reply(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int start = text.IndexOf('{', StringComparison.Ordinal);
        int end = text.LastIndexOf('}');
        return start >= 0 && end > start && ForeignJson.Parse(System.Text.Encoding.UTF8.GetBytes(text[start..(end + 1)]), ImportLimits.MaxRecordBytes, out JsonElement value) is null
            ? new ForeignObject(value)
            : null;
    }

    private static RuleRef? Rule(ForeignObject rule) => rule.Text("name") is { } name
        ? new RuleRef
        {
            Id = rule.Text("id") is { } id ? RuleNames.Fit(id) : null,
            Name = RuleNames.Fit(name),
            Format = rule.Text("format") is "regex" or "code" or "spacy" ? rule.Text("format") : null,
            Priority = rule.Whole("priority"),
        }
        : null;

    private static bool IsShare(double? share) => share is null or (>= 0 and <= 1);
}
