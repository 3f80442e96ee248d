using TraceKit.Contract;
using TraceKit.Models;

namespace TraceKit.Collection;

/// <summary>Numbers the model calls of one decision, and joins a failure to read a reply with the call that brought it.</summary>
internal sealed class DecisionAttempts
{
    private readonly Lock _lock = new();
    private int _last;

    /// <summary>Number of the last attempt, or null when there was none.</summary>
    public int? Last
    {
        get
        {
            lock (_lock)
            {
                return _last > 0 ? _last : null;
            }
        }
    }

    /// <summary>Gives a call the next number and a failure the number of the last, unless they say their own; other events are as they are.</summary>
    public TEvent Number<TEvent>(TEvent data)
        where TEvent : ITraceEvent<TEvent> => data switch
        {
            LlmCall call => (TEvent)(object)Number(call),
            ParseFailure { Attempt: null } failure => (TEvent)(object)(failure with { Attempt = Last }),
            _ => data,
        };

    private LlmCall Number(LlmCall call)
    {
        lock (_lock)
        {
            int number = call.IsNumbered ? call.Attempt : _last + 1;
            _last = Math.Max(_last, number);
            return call.IsNumbered ? call : call with { Attempt = number };
        }
    }
}
