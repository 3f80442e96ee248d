using TraceKit.Cli.Documents;
using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Cli.Statistics;

/// <summary>Counts attempts to get a reply from a model, by role and model.</summary>
/// <remarks>
/// An attempt is a parse failure when its status says so or when a <c>parse_failure</c> follows it in the same decision before
/// the next attempt; counted once. A <c>parse_failure</c> without such an attempt is counted for an unknown model.
/// </remarks>
internal sealed class ModelTally
{
    private readonly SortedDictionary<(string Role, string Model), ModelCounts> _models = [];

    public void Add(RecordedRun run)
    {
        Dictionary<long, (ModelCounts Counts, bool Failed)> latest = [];
        foreach (RecordedEvent recorded in run.Events)
        {
            if (recorded.TryRead<LlmCall>() is { } call)
            {
                ModelCounts counts = Of(recorded.Role ?? call.Component, call.Model ?? call.ResponseModel);
                counts.Add(call);
                Remember(latest, recorded.Decision, counts, call.Status == LlmCallStatus.ParseError);
            }
            else if (recorded.TryRead<ParseFailure>() is not null)
            {
                Fail(latest, recorded);
            }
        }
    }

    public IReadOnlyList<ModelStats> ToStats() =>
        [.. _models.Select(entry => entry.Value.ToStats(entry.Key.Role, entry.Key.Model.Length > 0 ? entry.Key.Model : null))];

    private static void Remember(Dictionary<long, (ModelCounts, bool)> latest, long? decision, ModelCounts counts, bool failed)
    {
        if (decision is { } input)
        {
            latest[input] = (counts, failed);
        }
    }

    private void Fail(Dictionary<long, (ModelCounts Counts, bool Failed)> latest, RecordedEvent failure)
    {
        if (failure.Decision is not { } input || !latest.TryGetValue(input, out var attempt))
        {
            Of(failure.Role ?? "unknown", model: null).ParseFailures++;
        }
        else if (!attempt.Failed)
        {
            attempt.Counts.ParseFailures++;
            latest[input] = (attempt.Counts, true);
        }
    }

    private ModelCounts Of(string role, string? model)
    {
        (string, string) key = (role, model ?? string.Empty);
        if (!_models.TryGetValue(key, out ModelCounts? counts))
        {
            _models[key] = counts = new ModelCounts();
        }

        return counts;
    }
}
