using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>An input that waits for its answer.</summary>
internal abstract class OpenDecision(EpisodeLine line, string role)
{
    /// <summary>The input's record.</summary>
    public EpisodeLine Line => line;

    /// <summary>The role that was asked.</summary>
    public string Role => role;

    /// <summary>Number of model calls that have served it so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Says what a parsed reply lacks to be the answer.</summary>
    public required Func<JsonElement, ContractProblem?> Check { get; init; }

    /// <summary>A reply that was parsed and does not meet the contract, unless the answer shows that it was taken.</summary>
    public (EpisodeLine Line, ContractProblem Problem)? Suspect { get; set; }

    /// <summary>Wire name of the answer.</summary>
    public abstract string Expected { get; }

    public abstract void Emit<TEvent>(TEvent data, Emission emission)
        where TEvent : ITraceEvent<TEvent>;

    public abstract Decision<ToolCall, ToolResult> Decide(ToolCall call, Emission emission);

    public abstract void Abandon(string reason, Emission emission);

    /// <summary>Says that a reply does not meet the contract of the answer.</summary>
    public void EmitFailure(ContractProblem problem, Emission emission, string? raw = null) => Emit(Failure(Expected, problem, raw), emission);

    /// <summary>A reply that is no answer.</summary>
    public static ParseFailure Failure(string expected, ContractProblem problem, string? raw) =>
        new() { Kind = ParseFailureKind.SchemaError, Expected = expected, Path = problem.Path, Message = problem.Message, Raw = raw };
}

/// <inheritdoc/>
internal sealed class OpenDecision<TInput, TOutput>(EpisodeLine line, string role, Decision<TInput, TOutput> decision) : OpenDecision(line, role)
    where TInput : IDecisionInput<TInput, TOutput>
    where TOutput : ITraceEvent<TOutput>
{
    /// <inheritdoc/>
    public override string Expected => TOutput.EventType.Name;

    public void Answer(TOutput output, Emission emission) => decision.Answer(output, emission);

    /// <inheritdoc/>
    public override void Emit<TEvent>(TEvent data, Emission emission) => decision.Emit(data, emission);

    /// <inheritdoc/>
    public override Decision<ToolCall, ToolResult> Decide(ToolCall call, Emission emission) => decision.Decide(call, emission);

    /// <inheritdoc/>
    public override void Abandon(string reason, Emission emission) => decision.Abandon(reason, emission);
}
