using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Telemetry;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>One attempt to get a reply. However it ends, it is written exactly once; what recording throws stays here.</summary>
internal sealed class ModelAttempt(ITraceScope scope, ChatTracing tracing, LlmCall call, Action<ModelAttempt> written)
{
    private readonly Lock _lock = new();
    private readonly ReplyBuilder _reply = new();
    private readonly long _start = scope.Run.Time.GetTimestamp();
    private readonly LiveSpan? _span = Guard.Get(() => scope.StartCall(call), null);
    private double? _firstTokenMs;
    private bool _isWritten;

    /// <summary>Makes the call's activity current, so that what the client starts belongs to it: an iterator has lost it at each of its steps.</summary>
    public void Enter() => _span?.Enter();

    /// <summary>Takes an update before the consumer sees it.</summary>
    public void Add(ChatResponseUpdate update)
    {
        try
        {
            lock (_lock)
            {
                if (_reply.Add(update))
                {
                    _firstTokenMs ??= Elapsed();
                }
            }
        }
        catch (Exception)
        {
            Guard.Count();
        }
    }

    public void Complete(ChatResponse response)
    {
        Guard.Run(() => _reply.Add(response));
        Write(LlmCallStatus.Ok, error: null);
    }

    /// <summary>The stream came to its end; whether that was the reply's end, its finish reason says.</summary>
    public void CompleteStream()
    {
        bool isCut = tracing.ExpectsFinishReason && _reply.FinishReason is null;
        Write(
            isCut ? LlmCallStatus.Interrupted : LlmCallStatus.Ok,
            isCut ? new ErrorDetail { Type = "no_finish_reason", Message = "The stream ended without a finish reason." } : null);
    }

    public void Fail(Exception failure, CancellationToken cancellationToken) =>
        Write(CallFailure.StatusOf(failure, _reply.HasBegun, cancellationToken), CallFailure.Describe(failure));

    /// <summary>Nobody waits for the rest any more. A reply whose finish reason was seen is whole.</summary>
    public void Leave() => Write(
        _reply.FinishReason is null ? LlmCallStatus.Interrupted : LlmCallStatus.Ok,
        _reply.FinishReason is null ? new ErrorDetail { Type = "abandoned", Message = "The consumer left before the end." } : null);

    private void Write(LlmCallStatus status, ErrorDetail? error)
    {
        lock (_lock)
        {
            if (_isWritten)
            {
                return;
            }

            _isWritten = true;
            Guard.Run(() => Emit(status, error));
        }

        written(this);
    }

    private void Emit(LlmCallStatus status, ErrorDetail? error)
    {
        IReadOnlyList<ChatTurn> turns = Guard.Get(_reply.Turns, []);
        ChatTurn? reply = turns.LastOrDefault(turn => turn.Role == ChatRole.Assistant.Value);
        ReplyReading reading = status == LlmCallStatus.Ok ? Read(reply) : new ReplyReading(status);
        LlmCall done = call with
        {
            Status = reading.Status,
            Parsed = reading.Parsed,
            Reply = reply,
            Turns = turns.Count > 1 ? turns : null,
            FinishReason = _reply.FinishReason,
            ResponseModel = _reply.ModelId,
            ResponseId = _reply.ResponseId,
            Usage = _reply.Usage,
            LatencyMs = Elapsed(),
            TimeToFirstTokenMs = _firstTokenMs,
            Error = error,
        };
        scope.EndCall(done, _span);
        if (status == LlmCallStatus.Ok)
        {
            tracing.Conversation?.Answer(turns);
        }
    }

    private ReplyReading Read(ChatTurn? reply) =>
        tracing.Read is { } read && reply is { ToolCalls: null }
            ? Guard.Get(() => read(reply.Content ?? string.Empty), new ReplyReading(LlmCallStatus.Ok))
            : new ReplyReading(LlmCallStatus.Ok);

    private double Elapsed() => Math.Round(scope.Run.Time.GetElapsedTime(_start).TotalMilliseconds, 3);
}
