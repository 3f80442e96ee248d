using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Testing.Expectations;

/// <summary>Adds up what a run spent on models.</summary>
internal static class Budget
{
    public static string? Problem(RecordedRun run, long? tokens, int? calls)
    {
        LlmCall[] made = [.. run.Events.Select(recorded => recorded.TryRead<LlmCall>()).OfType<LlmCall>()];
        int silent = made.Count(call => call.Usage is not { InputTokens: not null, OutputTokens: not null });
        long spent = made.Sum(call => (call.Usage?.InputTokens ?? 0) + (call.Usage?.OutputTokens ?? 0));
        return Places.Join(
        [
            tokens < spent ? $"{spent} tokens were spent" : null,
            tokens is not null && silent > 0 ? $"{silent} of {made.Length} calls report no usage" : null,
            calls < made.Length ? $"{made.Length} model calls were made" : null,
        ]);
    }
}
