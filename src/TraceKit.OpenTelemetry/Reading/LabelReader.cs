using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>
/// Reads evaluations: the event <c>gen_ai.evaluation.result</c> on a span. The conventions do not say who judged, so it counts as a judge's word;
/// TraceKit's own attributes say it.
/// </summary>
internal static class LabelReader
{
    public const string EventName = "gen_ai.evaluation.result";

    /// <summary>Where the label stood in the run that it is of; the span that it is on says so too.</summary>
    private static readonly string[] Places = [TraceKitAttributes.RunId, TraceKitAttributes.EventSeq, TraceKitAttributes.EvaluationAbout];

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
        object? Take(GenAiField field) =>
            (GenAiProfile.Dev202608.Key(field) is { } key && said.Remove(key, out object? value)) || said.Remove(GenAiProfile.OwnKey(field), out value) ? value : null;

        if (AttributeValue.Text(Take(GenAiField.EvaluationName)) is not { Length: > 0 } name)
        {
            return null;
        }

        double? score = AttributeValue.Number(Take(GenAiField.EvaluationScore));
        string? verdict = AttributeValue.Text(Take(GenAiField.EvaluationLabel));
        string? reason = AttributeValue.Unwrapped(Take(GenAiField.EvaluationExplanation));
        _ = said.Remove("error.type", out object? error);
        string? by = said.Remove(TraceKitAttributes.EvaluationBy, out object? who) ? AttributeValue.Text(who) : null;
        SuccessSource? source = said.Remove(TraceKitAttributes.EvaluationSource, out object? word) ? SourceOf(AttributeValue.Text(word)) : SuccessSource.Judge;
        bool isUnscored = said.Remove(TraceKitAttributes.EvaluationUnscored, out object? without) && without is true;
        foreach (string place in Places)
        {
            said.Remove(place);
        }

        if (said.Count > 0 || source is null)
        {
            return null;
        }

        bool unscored = isUnscored || (error is not null && score is null);
        return new Label
        {
            Name = name,
            Source = source.Value,
            Score = score,
            Verdict = verdict,
            Unscored = unscored,
            Reason = unscored ? reason ?? AttributeValue.Text(error) ?? "_OTHER" : reason,
            By = by,
        };
    }

    private static SuccessSource? SourceOf(string? word) => Enum.GetValues<SuccessSource>().Cast<SuccessSource?>().FirstOrDefault(source => Words.Of(source!.Value) == word);
}
