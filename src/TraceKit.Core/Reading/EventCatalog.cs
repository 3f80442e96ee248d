using System.Collections.Frozen;
using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Reading;

/// <summary>The event types that a reader can check. A type that is not in it is kept as bytes.</summary>
public sealed class EventCatalog
{
    private readonly FrozenDictionary<(string Name, int Version), Action<ReadOnlyMemory<byte>>> _checks;

    private EventCatalog(IEnumerable<KeyValuePair<(string Name, int Version), Action<ReadOnlyMemory<byte>>>> checks) =>
        _checks = checks.ToFrozenDictionary();

    /// <summary>The vocabularies of this package.</summary>
    public static EventCatalog Default { get; } = new EventCatalog([])
        .With<PlannerInput>().With<PlannerOutput>().With<ExecutorInput>().With<ExecutorOutput>().With<ExecutorNeedsReplan>()
        .With<ReplannerInput>().With<ReplannerOutput>().With<CriticInput>().With<CriticOutput>()
        .With<EnvironmentStep>().With<StateTransition>().With<EpisodeStop>().With<EpisodeEnd>().With<EpisodeError>().With<DecisionAbandoned>()
        .With<LlmCall>().With<Message>().With<ParseFailure>()
        .With<ToolCall>().With<ToolResult>().With<ToolNotFound>().With<ToolCallUnresolved>()
        .With<Label>();

    /// <summary>Wire names of the types, in order.</summary>
    public IEnumerable<string> Names => _checks.Keys.Select(key => key.Name).Order(StringComparer.Ordinal);

    /// <summary>Adds a type of the user's own.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <returns>A catalog that has it too.</returns>
    public EventCatalog With<TEvent>()
        where TEvent : ITraceEvent<TEvent> =>
        new(_checks.Append(new(
            (TEvent.EventType.Name, TEvent.EventType.Version),
            static data => _ = JsonSerializer.Deserialize(data.Span, TEvent.EventType.Json) ?? throw new JsonException("the data is null"))));

    /// <summary>Checks the data of an event.</summary>
    /// <param name="recorded">The event.</param>
    /// <param name="problem">What is wrong with its data, or null.</param>
    /// <returns>Whether the type is known.</returns>
    internal bool Knows(RecordedEvent recorded, out string? problem)
    {
        problem = null;
        if (!_checks.TryGetValue((recorded.Type, recorded.Version), out Action<ReadOnlyMemory<byte>>? check))
        {
            return false;
        }

        try
        {
            check(recorded.Data);
        }
        catch (Exception failure)
        {
            // Setters and converters of a user's type may throw anything.
            problem = JsonMessage.Of(failure);
        }

        return true;
    }
}
