using TraceKit.Labels;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.RunFiles;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>A label in the words of the conventions.</summary>
internal static class EvaluationResult
{
    public const string EventName = "gen_ai.evaluation.result";

    /// <summary>Its attributes; null when the event is no label.</summary>
    /// <param name="told">The event.</param>
    /// <param name="run">The run that it is of.</param>
    /// <param name="said">Takes them.</param>
    /// <param name="responseId">Id of the response that is judged, where a span alone does not say it.</param>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Of(ToldEvent told, RunHeader run, SpanAttributes said, string? responseId = null) =>
        told.As<Label>() is not { } label
            ? null
            : said
                .Add(GenAiField.EvaluationName, label.Name)
                .Add(GenAiField.EvaluationScore, label.Score)
                .Add(GenAiField.EvaluationLabel, label.Verdict)
                .Add(GenAiField.ResponseId, responseId)
                .Add(SpanError.Tag, label.Unscored ? "unscored" : null)
                .Add(TraceKitAttributes.RunId, run.RunId)
                .Add(TraceKitAttributes.EventSeq, told.Seq >= 0 ? told.Seq : null)
                .Add(TraceKitAttributes.EvaluationSource, Words.Of(label.Source))
                .Add(TraceKitAttributes.EvaluationBy, label.By)
                .Add(TraceKitAttributes.EvaluationAbout, label.About)
                .Add(TraceKitAttributes.EvaluationUnscored, label.Unscored ? true : null)
                .AddContent(GenAiProfile.Latest.KeyOrOwn(GenAiField.EvaluationExplanation), ValueContent.Of(told.Redacted<Label>()?.Reason, "explanation"))
                .CloseContent()
                .Items;
}
