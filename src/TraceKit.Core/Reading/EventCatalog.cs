using System.Collections.Frozen;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Contract.Rules;
using TraceKit.Debugging;
using TraceKit.Labels;
using TraceKit.Learning;
using TraceKit.Models;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.Reading;

/// <summary>The event types that a reader can check. A type that is not in it is kept as bytes.</summary>
public sealed class EventCatalog
{
    private readonly FrozenDictionary<(string Name, int Version), Func<ReadOnlyMemory<byte>, RuleBreak?>> _checks;

    private EventCatalog(IEnumerable<KeyValuePair<(string Name, int Version), Func<ReadOnlyMemory<byte>, RuleBreak?>>> checks) =>
        _checks = checks.ToFrozenDictionary();

    /// <summary>The vocabularies of this package.</summary>
    public static EventCatalog Default { get; } = new EventCatalog([])
        .With<PlannerInput>().With<PlannerOutput>().With<ExecutorInput>().With<ExecutorOutput>().With<ExecutorNeedsReplan>()
        .With<ReplannerInput>().With<ReplannerOutput>().With<CriticInput>().With<CriticOutput>()
        .With<EnvironmentStep>().With<StateTransition>().With<EpisodeStop>().With<EpisodeEnd>().With<EpisodeError>().With<DecisionAbandoned>()
        .With<LlmCall>().With<Message>().With<ParseFailure>()
        .With<ToolCall>().With<ToolResult>().With<ToolNotFound>().With<ToolCallUnresolved>()
        .With<LearningStart>().With<Synthesis>().With<Critic>().With<Guidance>().With<Iteration>().With<Audit>().With<Prune>()
        .With<Evaluation>().With<BestRules>().With<RestoreBest>().With<ValidatedStats>().With<Final>().With<LearningError>()
        .With<Edit>().With<Command>().With<Reasoning>().With<TestRun>().With<Commit>()
        .With<Operation>().With<OperationResult>().With<ForeignSpan>()
        .With<Label>();

    /// <summary>Wire names of the types, in order.</summary>
    public IEnumerable<string> Names => _checks.Keys.Select(key => key.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Adds a type of the user's own, in all versions that can be read.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <returns>A catalog that has it too.</returns>
    public EventCatalog With<TEvent>()
        where TEvent : ITraceEvent<TEvent>
    {
        TraceEventType<TEvent> type = TEvent.EventType;
        IEnumerable<int> versions = Enumerable.Range(type.OldestVersion, type.Version - type.OldestVersion + 1);
        return new(_checks.Concat(versions.Select(version =>
            KeyValuePair.Create<(string, int), Func<ReadOnlyMemory<byte>, RuleBreak?>>((type.Name, version), data => type.Check(version, data.Span)))));
    }

    /// <summary>Checks the data of an event.</summary>
    /// <param name="recorded">The event.</param>
    /// <param name="problem">What is wrong with its data, or null.</param>
    /// <param name="isReadable">Whether the data has the form of its type, even if it breaks a rule.</param>
    /// <returns>Whether the type is known.</returns>
    internal bool Knows(RecordedEvent recorded, out string? problem, out bool isReadable)
    {
        problem = null;
        isReadable = true;
        if (!_checks.TryGetValue((recorded.Type, recorded.Version), out Func<ReadOnlyMemory<byte>, RuleBreak?>? check))
        {
            return false;
        }

        try
        {
            problem = check(recorded.Data)?.ToString();
        }
        catch (Exception failure)
        {
            // Setters, converters and upcasts of a user's type may throw anything.
            problem = JsonMessage.Of(failure);
            isReadable = false;
        }

        return true;
    }
}
