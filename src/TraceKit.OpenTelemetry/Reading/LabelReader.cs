using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Reads evaluations: the event <c>gen_ai.evaluation.result</c> on a span. Who judged is not said, so it counts as a judge's word.</summary>
internal static class LabelReader
{
    public const string EventName = "gen_ai.evaluation.result";

    public static IReadOnlyList<Label> Read(SpanFacts facts)
    {
        var labels = new List<Label>();
        foreach ((int index, SpanEvent happened) in facts.UnreadEvents())
        {
            if (happened.Name == EventName && Read(happened.Attributes) is { } label)
            {
                labels.Add(label);
                facts.UnderstandEvent(index);
            }
        }

        return labels;
    }

    /// <summary>The judgement that attributes tell, or null when they tell none, or more than a label can hold.</summary>
    public static Label? Read(IReadOnlyList<KeyValuePair<string, object?>> attributes)
    {
        var said = new Dictionary<string, object?>(attributes, StringComparer.Ordinal);
        object? Take(GenAiField field) => GenAiProfile.Dev202608.Key(field) is { } key && said.Remove(key, out object? value) ? value : null;

        if (AttributeValue.Text(Take(GenAiField.EvaluationName)) is not { Length: > 0 } name)
        {
            return null;
        }

        double? score = AttributeValue.Number(Take(GenAiField.EvaluationScore));
        string? verdict = AttributeValue.Text(Take(GenAiField.EvaluationLabel));
        string? reason = AttributeValue.Text(Take(GenAiField.EvaluationExplanation));
        _ = said.Remove("error.type", out object? error);
        if (said.Count > 0)
        {
            return null;
        }

        bool unscored = error is not null && score is null;
        return new Label
        {
            Name = name,
            Source = SuccessSource.Judge,
            Score = score,
            Verdict = verdict,
            Unscored = unscored,
            Reason = unscored ? reason ?? AttributeValue.Text(error) ?? "_OTHER" : reason,
        };
    }
}
