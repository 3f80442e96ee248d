using TraceKit.Contract;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Makes an operation of a step that is neither a call of a model nor of a tool: agents, workflows, plans, retrievals, embeddings.</summary>
/// <remarks>Tokens of such a step sum up those of the calls within it: they stay among what is known of the span and are never usage.</remarks>
internal static class StepReader
{
    public static SpanReading Read(SpanFacts facts, SpanReading reading, string operation)
    {
        ErrorDetail? error = SpanReader.ErrorOf(facts);
        string? work = facts.Work ?? facts.Place<string>(GenAiField.InputMessages, Text) ?? facts.Place<string>(GenAiField.RetrievalQueryText, Text);
        string? outcome = facts.Outcome ?? facts.Place<string>(GenAiField.OutputMessages, Text) ?? facts.Place<string>(GenAiField.RetrievalDocuments, Text);
        facts.Tell(Part.Work);
        var about = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (GenAiField field in (GenAiField[])[GenAiField.AgentName, GenAiField.AgentDescription, GenAiField.WorkflowName, GenAiField.DataSourceId])
        {
            if (facts.PlaceText(field) is { } text)
            {
                about[FieldNames.Of(field)] = text;
            }
        }

        return reading with
        {
            Step = new Operation { Name = operation, Arguments = work, Metadata = about.Count > 0 ? about : null },
            StepResult = new OperationResult
            {
                Name = operation,
                Status = !reading.HasEnded ? OperationStatus.Abandoned
                    : error is null ? OperationStatus.Ok
                    : error.Type.EndsWith("CanceledException", StringComparison.Ordinal) ? OperationStatus.Cancelled
                    : OperationStatus.Error,
                Result = outcome,
                Error = error,
                LatencyMs = SpanReader.MillisecondsOf(facts.Span),
            },
        };
    }

    private static string? Text(object? value) => value is string text ? text : value is null ? null : AttributeValue.Compact(AttributeValue.Json(value));
}
