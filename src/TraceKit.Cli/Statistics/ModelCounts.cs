using TraceKit.Cli.Documents;
using TraceKit.Models;

namespace TraceKit.Cli.Statistics;

/// <summary>The numbers of one model in one role.</summary>
internal sealed class ModelCounts
{
    private readonly SortedDictionary<string, int> _byStatus = new(StringComparer.Ordinal);
    private readonly Samples _latencies = new();
    private int _attempts;
    private int _retries;
    private int _replies;
    private TokenStats _tokens = new(0, null, null, null, null);

    public int ParseFailures { get; set; }

    public void Add(LlmCall call)
    {
        _attempts++;
        _retries += call.Attempt > 1 ? 1 : 0;
        _replies += call.Status is LlmCallStatus.Ok or LlmCallStatus.ParseError ? 1 : 0;
        ParseFailures += call.Status == LlmCallStatus.ParseError ? 1 : 0;
        string status = NameOf(call.Status);
        _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        _latencies.Add(call.LatencyMs);
        if (call.Usage is { } usage)
        {
            _tokens = new TokenStats(
                _tokens.ReportedBy + 1,
                Sum(_tokens.Input, usage.InputTokens),
                Sum(_tokens.Output, usage.OutputTokens),
                Sum(_tokens.CachedInput, usage.CachedInputTokens),
                Sum(_tokens.Reasoning, usage.ReasoningTokens));
        }
    }

    public ModelStats ToStats(string role, string? model) => new(
        role,
        model,
        _attempts,
        _retries,
        _byStatus,
        ParseFailures,
        _replies == 0 ? null : (double)ParseFailures / _replies,
        _tokens,
        _latencies.ToDistribution());

    private static long? Sum(long? sum, long? more) => more is null ? sum : (sum ?? 0) + more;

    private static string NameOf(LlmCallStatus status) => status switch
    {
        LlmCallStatus.Ok => "ok",
        LlmCallStatus.ParseError => "parse_error",
        LlmCallStatus.ApiError => "api_error",
        LlmCallStatus.Interrupted => "interrupted",
        _ => "error",
    };
}
