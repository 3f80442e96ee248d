using System.Diagnostics;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Goes through a run once, in the order of its events, opening and closing spans as the run did.</summary>
internal sealed class RunSpanReader
{
    private const string Unanswered = "unanswered";

    private readonly RecordedRun _run;
    private readonly SpanComposer _composer;
    private readonly PlanHistory _plans = new();
    private readonly Dictionary<long, OpenSpan> _decisions = [];
    private readonly Dictionary<long, (string SpanId, string? ResponseId)> _places = [];
    private readonly List<OpenSpan> _spans = [];
    private readonly List<SpanLog> _logs = [];
    private readonly HashSet<long> _answered;
    private readonly SpanResource _resource;
    private readonly SpanScope _scope;
    private readonly string _traceId;
    private readonly OpenSpan _root;

    public RunSpanReader(RecordedRun run, GenAiProfile profile, SpanContent content)
    {
        _run = run;
        _composer = new SpanComposer(profile, run.Header, static text => text, content);
        _answered = [.. run.Events.Select(recorded => recorded.Answers).OfType<long>()];
        _resource = RunResource.Of(run.Header.Session, run.Header.SessionId);
        _scope = RunResource.Scope(profile);
        RunTraceLink? trace = LiveTraceOf(run.Header);
        _traceId = trace?.TraceId ?? SpanIds.TraceOf(run.RunId);
        string rootId = SpanIds.Span(trace?.SpanId)
            ?? SpanIds.Span(run.Events.FirstOrDefault(recorded => recorded is { Decision: null, ParentSpanId: not null })?.ParentSpanId)
            ?? SpanIds.SpanOf(run.RunId);
        _root = new OpenSpan(rootId, SpanIds.Span(trace?.ParentSpanId), _composer.Run(), new ToldSpan(opening: null), Nano(run.Header.StartedAt));
        _root.Attributes.AddRange(_composer.RunOpened());
        _spans.Add(_root);
    }

    public RunSpans Read()
    {
        foreach (RecordedEvent recorded in _run.Events)
        {
            Tell(recorded, new RecordedToldEvent(recorded));
        }

        Close();
        return new RunSpans([.. _spans.Select(span => span.ToRecord(_traceId, _scope, _resource))], _logs);
    }

    /// <summary>The trace that the run was in, when the file says one that can be.</summary>
    private static RunTraceLink? LiveTraceOf(RunHeader header) => header.Trace is { } trace && SpanIds.IsTrace(trace.TraceId) ? trace : null;

    private static long Nano(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick;

    private void Tell(RecordedEvent recorded, RecordedToldEvent told)
    {
        if (recorded.Answers is { } input && _decisions.TryGetValue(input, out OpenSpan? answered))
        {
            _places[recorded.Seq] = (answered.SpanId, null);
            answered.Close(_composer.Closed(answered.Told, told), SpanError.Of(told), Nano(recorded.Time));
        }
        else if (recorded.Type == LlmCall.EventType.Name)
        {
            Call(recorded, told);
        }
        else if (_answered.Contains(recorded.Seq) || (recorded.SpanId is not null && recorded.Answers is null))
        {
            Open(recorded, told);
        }
        else
        {
            Happen(recorded, told);
        }
    }

    private void Open(RecordedEvent recorded, RecordedToldEvent told)
    {
        if (told.As<Tools.ToolCall>() is not null)
        {
            _root.Told.CountToolCall();
        }

        var span = new OpenSpan(SpanIdOf(recorded), ParentOf(recorded).SpanId, _composer.Decision(told, _plans.Next(told)), new ToldSpan(told), Nano(recorded.Time));
        _plans.Remember(told, new ActivityContext(ActivityTraceId.CreateFromString(_traceId), ActivitySpanId.CreateFromString(span.SpanId), ActivityTraceFlags.None));
        span.Attributes.AddRange(_composer.Opened(told));
        _decisions[recorded.Seq] = span;
        _places[recorded.Seq] = (span.SpanId, null);
        _spans.Add(span);
    }

    private void Call(RecordedEvent recorded, RecordedToldEvent told)
    {
        LlmCall? call = told.As<LlmCall>();
        OpenSpan within = ParentOf(recorded);
        _root.Told.CountModelCall();
        long end = Nano(recorded.Time);
        long latency = (long)Math.Round((call?.LatencyMs ?? 0) * 1_000_000);
        var span = new OpenSpan(
            SpanIdOf(recorded),
            within.SpanId,
            _composer.ModelCall(call ?? new LlmCall { Component = string.Empty, Status = LlmCallStatus.Error }),
            new ToldSpan(opening: null),
            end - latency);
        foreach ((string name, IReadOnlyList<KeyValuePair<string, object?>> attributes) in _composer.Messages(told))
        {
            span.Events.Add(new SpanEvent(name, end, attributes));
        }

        span.Close(_composer.Called(told), SpanError.Of(told), end);
        _places[recorded.Seq] = (span.SpanId, call?.ResponseId);
        _spans.Add(span);
    }

    private void Happen(RecordedEvent recorded, RecordedToldEvent told)
    {
        if (told.As<Label>() is { } label)
        {
            Judge(recorded, told, label);
            return;
        }

        OpenSpan within = ParentOf(recorded);
        if (told.As<ParseFailure>() is not null)
        {
            within.Told.CountParseFailure();
        }

        _places[recorded.Seq] = (within.SpanId, null);
        if (within.Told.CountEvent() <= SpanComposer.MostEvents)
        {
            (string name, IReadOnlyList<KeyValuePair<string, object?>> attributes) = _composer.Happened(told);
            within.Events.Add(new SpanEvent(name, Nano(recorded.Time), attributes));
        }
    }

    private void Judge(RecordedEvent recorded, RecordedToldEvent told, Label label)
    {
        (string? spanId, string? responseId) = label.About is { } seq ? _places.GetValueOrDefault(seq) : (_root.SpanId, null);
        _logs.Add(new SpanLog
        {
            UnixNano = Nano(recorded.Time),
            EventName = EvaluationResult.EventName,
            TraceId = _traceId,
            SpanId = spanId ?? _root.SpanId,
            Attributes = _composer.Evaluation(told, responseId) ?? [],
            Scope = _scope,
            Resource = _resource,
        });
    }

    private void Close()
    {
        RunEnd? end = _run.End;
        long at = end is null ? 0 : Nano(end.EndedAt);
        foreach (OpenSpan open in _decisions.Values.Where(span => !span.IsClosed && end is not null))
        {
            open.Close(_composer.Closed(open.Told, answer: null), Unanswered, at);
        }

        if (end is not null)
        {
            var outcome = new RunOutcome(end.Status) { StopReason = end.StopReason, Success = end.Success, SuccessSource = end.SuccessSource, Error = end.Error };
            string? error = end.Status is RunStatus.Failed or RunStatus.Aborted ? end.Error?.Type ?? end.StopReason : null;
            _root.Close(_composer.RunClosed(_root.Told, outcome, end.Loss), error, at);
        }
    }

    private OpenSpan ParentOf(RecordedEvent recorded) => recorded.Decision is { } decision ? _decisions.GetValueOrDefault(decision) ?? _root : _root;

    private static string SpanIdOf(RecordedEvent recorded) => SpanIds.Span(recorded.SpanId) ?? SpanIds.SpanOf(recorded.Address.ToString());
}
