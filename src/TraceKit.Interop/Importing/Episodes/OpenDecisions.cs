using TraceKit.Contract;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>The inputs that wait for an answer. Pairs are made by order and role; the steps of the source play no part.</summary>
internal sealed class OpenDecisions(EpisodeScript script)
{
    private readonly List<OpenDecision> _open = [];

    public void Add(OpenDecision decision) => _open.Add(decision);

    /// <summary>The nearest earlier input of a role, of whatever type.</summary>
    public OpenDecision? Nearest(string role) => _open.FindLast(open => string.Equals(open.Role, role, StringComparison.Ordinal));

    /// <summary>The nearest earlier input of a type, of whatever role.</summary>
    public OpenDecision? Nearest<TInput, TOutput>()
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput> =>
        _open.FindLast(open => open is OpenDecision<TInput, TOutput>);

    /// <summary>Takes the nearest earlier unanswered input of a role and type, or null.</summary>
    public OpenDecision<TInput, TOutput>? Take<TInput, TOutput>(string role)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        int index = _open.FindLastIndex(open => open is OpenDecision<TInput, TOutput> && string.Equals(open.Role, role, StringComparison.Ordinal));
        if (index < 0)
        {
            return null;
        }

        var taken = (OpenDecision<TInput, TOutput>)_open[index];
        _open.RemoveAt(index);
        return taken;
    }

    /// <summary>Writes what is known of a reply that did not meet the contract and was not taken.</summary>
    public void Settle(OpenDecision decision)
    {
        if (decision.Suspect is { } suspect)
        {
            decision.EmitFailure(suspect.Problem, script.Because(suspect.Line, decision.Role));
            string what = $"the reply does not meet the contract of {decision.Expected} and no answer was made of it: {suspect.Problem}";
            script.Warn(ImportRules.Contract, suspect.Line, what);
            decision.Suspect = null;
        }
    }

    /// <summary>Abandons what has no answer.</summary>
    public void Close()
    {
        foreach (OpenDecision decision in _open)
        {
            string reason = decision.Suspect is null ? "unanswered" : "schema_error";
            Settle(decision);
            decision.Abandon(reason, script.Because(decision.Line, decision.Role));
            script.Warn(ImportRules.NoAnswer, decision.Line, $"the {decision.Line.Type} has no answer");
        }

        _open.Clear();
    }
}
