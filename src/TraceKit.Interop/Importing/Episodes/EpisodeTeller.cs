using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Turns the records of a run, one after the other, into typed events.</summary>
internal sealed class EpisodeTeller
{
    private readonly EpisodeScript _script;
    private readonly ImportOptions _options;
    private readonly EpisodeContract _contract;
    private readonly OpenDecisions _open;
    private readonly EpisodeTools _tools;
    private readonly StepConvention _steps = new();

    public EpisodeTeller(EpisodeScript script, EpisodeImporter format, ImportOptions options)
    {
        _script = script;
        _options = options;
        _contract = new EpisodeContract(format);
        _open = new OpenDecisions(script);
        _tools = new EpisodeTools(script, _open);
    }

    /// <summary>What the events told so far say about the end.</summary>
    public EpisodeOutcome Outcome { get; private set; } = new();

    /// <summary>Emits one record.</summary>
    public void Tell(EpisodeLine line)
    {
        _script.Begin(line);
        string role = line.Type.Split('_')[0];
        bool told = line.Type switch
        {
            "planner_input" or "architect_input" => Ask(line, role, _contract.PlannerInput, _contract.PlannerOutput),
            "planner_output" or "architect_output" => Answer<PlannerInput, PlannerOutput>(line, role, _contract.PlannerOutput),
            "executor_input" or "worker_input" => Ask(line, role, _contract.ExecutorInput, _contract.BareAction),
            "executor_output" or "worker_output" => Act(line, role),
            "replanner_input" => Ask(line, role, _contract.ReplannerInput, _contract.ReplannerOutput),
            "replanner_output" => Answer<ReplannerInput, ReplannerOutput>(line, role, _contract.ReplannerOutput),
            "critic_input" => Ask(line, role, EpisodeContract.CriticInput, EpisodeContract.CriticOutput),
            "critic_output" => Answer<CriticInput, CriticOutput>(line, role, EpisodeContract.CriticOutput),
            "llm_call" => Call(line),
            "tool_call_start" => _tools.Start(line),
            "tool_call_end" => _tools.End(line),
            "tool_call" => _tools.Whole(line),
            _ => State(line),
        };
        if (!told)
        {
            Keep(line);
        }
    }

    /// <summary>Closes what is open.</summary>
    public void Close()
    {
        _tools.Close();
        _open.Close();
        _steps.Report(_script);
    }

    private bool State(EpisodeLine line) => line.Type switch
    {
        "environment_step" => Emit(line, EpisodeContract.EnvironmentStep, _ => Outcome),
        "executor_needs_replan" => Emit(line, EpisodeContract.ExecutorNeedsReplan, _ => Outcome),
        "episode_stop" => Emit(line, EpisodeContract.EpisodeStop, stop => Outcome with { StopReason = stop.Reason }),
        "episode_end" => Emit(line, EpisodeContract.EpisodeEnd, end => Outcome with { Ended = true, Success = end.Success }, closes: true),
        "episode_error" => Emit(line, EpisodeContract.EpisodeError, error => Outcome with { Error = error.Error }, closes: true),
        _ => false,
    };

    private bool Emit<TEvent>(EpisodeLine line, Func<ForeignObject, TEvent> read, Func<TEvent, EpisodeOutcome> outcome, bool closes = false)
        where TEvent : ITraceEvent<TEvent>
    {
        TEvent data = read(line.Payload);
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        if (closes)
        {
            _tools.Close();
            _open.Close();
        }

        Outcome = outcome(data);
        _script.Run.Emit(data, _script.From(line));
        return true;
    }

    private bool Ask<TInput, TOutput>(EpisodeLine line, string role, Func<ForeignObject, TInput> read, Func<ForeignObject, TOutput> answer)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        TInput input = read(line.Payload);
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        Decision<TInput, TOutput> decision = _script.Run.Decide<TInput, TOutput>(input, _script.From(line, role));
        _open.Add(new OpenDecision<TInput, TOutput>(line, role, decision) { Check = reply => EpisodeContract.Check(reply, answer) });
        return true;
    }

    private bool Act(EpisodeLine line, string role)
    {
        OpenDecision? asked = _open.Nearest(role);
        Answer<ExecutorInput, ExecutorOutput>(line, role, payload =>
        {
            ExecutorOutput output = _contract.ExecutorOutput(payload);
            Outcome = Outcome with { AgentSaidFinal = output.Action.IsFinal };
            return output;
        });
        if (asked is not null)
        {
            _steps.Count(asked.Line.Step, line.Step);
        }

        return true;
    }

    private bool Answer<TInput, TOutput>(EpisodeLine line, string role, Func<ForeignObject, TOutput> read)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        TOutput output = read(line.Payload);
        OpenDecision<TInput, TOutput>? asked = _open.Take<TInput, TOutput>(role);
        if (line.Payload.Problem is { } problem)
        {
            Refuse(line, role, problem, asked, TOutput.EventType.Name);
        }
        else if (asked is not null)
        {
            asked.Answer(output, _script.From(line, role));
        }
        else
        {
            _script.Run.Emit(output, _script.From(line, role));
        }

        if (asked is null)
        {
            _script.Warn(ImportRules.NoInput, line, $"the {line.Type} answers no input");
        }

        return true;
    }

    /// <summary>An answer that does not meet its contract closes its decision without one; its payload stays whole.</summary>
    private void Refuse(EpisodeLine line, string role, ContractProblem problem, OpenDecision? asked, string expected)
    {
        line.Source.Release("payload");
        _script.Warn(ImportRules.Contract, line, $"the {line.Type} does not meet its contract: {problem}");
        string? raw = asked?.Attempts > 0 ? null : line.Payload.Value.GetRawText();
        if (asked is null)
        {
            _script.Run.Emit(OpenDecision.Failure(expected, problem, raw), _script.From(line, role));
            return;
        }

        asked.EmitFailure(problem, _script.From(line, role), raw);
        asked.Abandon("schema_error", _script.Because(line, role));
    }

    private bool Call(EpisodeLine line)
    {
        string component = EpisodeModelCall.ComponentOf(line.Payload);
        OpenDecision? served = _open.Nearest(component);
        LlmCall call = EpisodeModelCall.Read(line.Payload, component, (served?.Attempts ?? 0) + 1, _options.Model);
        if (line.Payload.Problem is not null)
        {
            return false;
        }

        if (served is null)
        {
            _script.Run.Emit(call, _script.From(line, component));
            return true;
        }

        _open.Settle(served);
        served.Attempts++;
        served.Emit(call, _script.From(line, component));
        if (call is { Status: LlmCallStatus.Ok, Parsed: { } parsed } && served.Check(parsed) is { } problem)
        {
            served.Suspect = (line, problem);
        }

        return true;
    }

    private void Keep(EpisodeLine line)
    {
        if (line.Payload.Problem is { } problem)
        {
            _script.Warn(ImportRules.Contract, line, $"the {line.Type} does not meet its contract ({problem}); it was kept whole");
        }
        else
        {
            _script.Warn(ImportRules.UnknownType, line, $"the type '{line.Type}' is not known; the record was kept whole");
        }

        ForeignRecord kept = line.ToForeignRecord();
        _script.Run.Emit(kept, _script.From(line));
    }
}
