using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.RunFiles;
using TraceKit.Telemetry;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>The metrics of a profile: tokens, durations, calls. Costs nothing while nobody reads them.</summary>
internal sealed class GenAiMeasurements : IDisposable
{
    private const string TokenType = "gen_ai.token.type";
    private const string UnknownTool = "tool_not_found";
    private const string Other = "_OTHER";

    private static readonly ConcurrentDictionary<GenAiProfile, GenAiMeasurements> Shared = new();

    private readonly GenAiProfile _profile;
    private readonly Histogram<long>? _tokens;
    private readonly Dictionary<GenAiField, Counter<long>>? _usage;
    private readonly Histogram<double> _callSeconds;
    private readonly Histogram<double> _firstChunkSeconds;
    private readonly Histogram<double> _agentSeconds;
    private readonly Histogram<long> _agentModelCalls;
    private readonly Histogram<long> _agentToolCalls;
    private readonly Histogram<double> _toolSeconds;

    public GenAiMeasurements(GenAiProfile profile)
    {
        _profile = profile;
        Meter = new Meter(new MeterOptions(TraceKitDiagnostics.MeterName)
        {
            Version = typeof(GenAiMeasurements).Assembly.GetName().Version?.ToString(3),
            TelemetrySchemaUrl = profile.Schema,
        });
        GenAiMetricNames names = profile.Metrics;
        _tokens = names.TokenUsage is { } usage ? Histogram<long>(usage, "{token}", "Tokens of model calls, as billed.", GenAiMetricNames.Tokens) : null;
        _usage = names.Usage is { } prefix
            ? new()
            {
                [GenAiField.UsageInputTokens] = Meter.CreateCounter<long>(prefix + "input_tokens", "{token}", "Tokens of prompts, as billed, cached ones included."),
                [GenAiField.UsageOutputTokens] = Meter.CreateCounter<long>(prefix + "output_tokens", "{token}", "Tokens of replies, as billed, reasoning included."),
                [GenAiField.UsageCacheReadTokens] = Meter.CreateCounter<long>(prefix + "cache_read.input_tokens", "{token}", "Tokens of prompts that were read from a cache."),
                [GenAiField.UsageCacheWriteTokens] = Meter.CreateCounter<long>(prefix + "cache_write.input_tokens", "{token}", "Tokens of prompts that were written to a cache."),
                [GenAiField.UsageReasoningTokens] = Meter.CreateCounter<long>(prefix + "reasoning.output_tokens", "{token}", "Tokens of replies that are reasoning."),
            }
            : null;
        _callSeconds = Histogram<double>(names.CallDuration, "s", "Duration of model calls, each attempt by itself.", GenAiMetricNames.CallSeconds);
        _firstChunkSeconds = Histogram<double>(names.TimeToFirstChunk, "s", "Time to the first chunk of streamed replies.", GenAiMetricNames.CallSeconds);
        _agentSeconds = Histogram<double>(names.AgentDuration, "s", "Duration of runs.", GenAiMetricNames.AgentSeconds);
        _agentModelCalls = Histogram<long>(names.AgentModelCalls, "{inference_call}", "Model calls of a run.", GenAiMetricNames.Calls);
        _agentToolCalls = Histogram<long>(names.AgentToolCalls, "{tool_call}", "Tool calls of a run.", GenAiMetricNames.Calls);
        _toolSeconds = Histogram<double>(names.ToolDuration, "s", "Duration of tool calls.", GenAiMetricNames.CallSeconds);
    }

    /// <summary>The meter of these instruments; others of its name have instruments of their own.</summary>
    public Meter Meter { get; }

    /// <summary>Whether somebody reads them.</summary>
    public bool IsRead => _agentSeconds.Enabled || _callSeconds.Enabled || _toolSeconds.Enabled || _tokens?.Enabled == true || _usage?[GenAiField.UsageInputTokens].Enabled == true;

    /// <summary>Those that a process shares, for who builds providers of his own.</summary>
    public static GenAiMeasurements Of(GenAiProfile profile) => Shared.GetOrAdd(profile, static profile => new GenAiMeasurements(profile));

    /// <summary>Measures what has ended.</summary>
    public void Record(RunHeader run, ToldSpan span, ToldEvent? answer, string? errorType, TimeSpan duration)
    {
        if (answer?.As<LlmCall>() is { } call)
        {
            RecordCall(call, errorType, duration);
        }
        else if (span.Opening?.As<ToolCall>() is { } tool && _toolSeconds.Enabled)
        {
            var tags = new TagList
            {
                { Key(GenAiField.ToolName), errorType == UnknownTool ? Other : tool.Name }, // a name that a model made up is no name of a series
                { Key(GenAiField.ToolType), "function" },
            };
            Add(ref tags, Key(GenAiField.AgentName), run.Agent);
            Add(ref tags, SpanError.Tag, errorType);
            _toolSeconds.Record((answer?.As<ToolResult>()?.LatencyMs / 1000) ?? duration.TotalSeconds, tags);
        }
    }

    /// <summary>Measures a run.</summary>
    public void RecordRun(RunHeader run, ToldSpan told, RunOutcome outcome, TimeSpan duration)
    {
        var tags = new TagList();
        Add(ref tags, Key(GenAiField.AgentName), run.Agent);
        _agentModelCalls.Record(told.ModelCalls, tags);
        _agentToolCalls.Record(told.ToolCalls, tags);
        Add(ref tags, SpanError.Tag, outcome.Status is RunStatus.Failed or RunStatus.Aborted ? outcome.Error?.Type ?? outcome.StopReason : null);
        _agentSeconds.Record(duration.TotalSeconds, tags);
    }

    public void Dispose() => Meter.Dispose();

    private void RecordCall(LlmCall call, string? errorType, TimeSpan duration)
    {
        var tags = new TagList { { Key(GenAiField.OperationName), _profile.Spans.Chat } };
        Add(ref tags, Key(GenAiField.Provider), call.Provider);
        Add(ref tags, Key(GenAiField.RequestModel), call.Model);
        Add(ref tags, Key(GenAiField.ResponseModel), call.ResponseModel);
        RecordTokens(call.Usage, tags);
        if (call.TimeToFirstTokenMs is { } first)
        {
            _firstChunkSeconds.Record(first / 1000, tags);
        }

        Add(ref tags, SpanError.Tag, errorType);
        _callSeconds.Record((call.LatencyMs / 1000) ?? duration.TotalSeconds, tags);
    }

    private void RecordTokens(TokenUsage? usage, in TagList tags)
    {
        if (usage is null)
        {
            return;
        }

        Count(GenAiField.UsageInputTokens, usage.InputTokens, "input", tags);
        Count(GenAiField.UsageOutputTokens, usage.OutputTokens, "output", tags);
        Count(GenAiField.UsageCacheReadTokens, usage.CachedInputTokens, type: null, tags);
        Count(GenAiField.UsageCacheWriteTokens, usage.CacheWriteTokens, type: null, tags);
        Count(GenAiField.UsageReasoningTokens, usage.ReasoningTokens, type: null, tags);
    }

    private void Count(GenAiField field, long? tokens, string? type, TagList tags)
    {
        if (tokens is not { } count)
        {
            return;
        }

        _usage?[field].Add(count, tags);
        if (_tokens is not null && type is not null)
        {
            tags.Add(TokenType, type);
            _tokens.Record(count, tags);
        }
    }

    private static void Add(ref TagList tags, string key, string? value)
    {
        if (value is not null)
        {
            tags.Add(key, value);
        }
    }

    private string Key(GenAiField field) => _profile.KeyOrOwn(field);

    private Histogram<T> Histogram<T>(string name, string unit, string description, IReadOnlyList<double> boundaries)
        where T : struct =>
        Meter.CreateHistogram(
            name,
            unit,
            description,
            tags: null,
            new InstrumentAdvice<T> { HistogramBucketBoundaries = [.. boundaries.Select(boundary => (T)Convert.ChangeType(boundary, typeof(T), System.Globalization.CultureInfo.InvariantCulture))] });
}
