using System.Text.Json;
using System.Text.Json.Nodes;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Wire;

/// <summary>One event of a type, and how to write and read one like it.</summary>
public abstract class EventSample
{
    /// <summary>Every type of the vocabulary.</summary>
    public static IReadOnlyList<EventSample> All { get; } =
    [
        Of(Some.PlannerInput()), Of(Some.PlannerOutput()),
        Of(Some.ExecutorInput()), Of(Some.ExecutorOutput()), Of(Some.ExecutorNeedsReplan()),
        Of(Some.ReplannerInput()), Of(Some.ReplannerOutput()),
        Of(Some.CriticInput()), Of(Some.CriticOutput()),
        Of(Some.EnvironmentStep()), Of(Some.StateTransition()),
        Of(Some.EpisodeStop()), Of(Some.EpisodeEnd()), Of(Some.EpisodeError()), Of(Some.DecisionAbandoned()),
        Of(Some.LlmCall()), Of(Some.Message()), Of(Some.ParseFailure()),
        Of(Some.ToolCall()), Of(Some.ToolResult()), Of(Some.ToolNotFound()), Of(Some.ToolCallUnresolved()),
        Of(Some.Label()),
    ];

    /// <summary>Wire name of the type.</summary>
    public abstract string Name { get; }

    /// <summary>Names of the members that are texts of a fixed vocabulary.</summary>
    private static readonly HashSet<string> Words = ["status", "success_source", "source", "kind"];

    /// <summary>Writes the event.</summary>
    public abstract void Emit(TraceRun run);

    /// <summary>Writes an event of the type with other texts in it, and gives it as it was written.</summary>
    public abstract string EmitWith(TraceRun run, IReadOnlyList<string> texts);

    /// <summary>Reads an event of the type, and gives it as it was read.</summary>
    public abstract string Read(RecordedEvent recorded);

    public override string ToString() => Name;

    /// <summary>Puts texts in the place of those of a JSON value, in turn; which members are left out depends on the texts too.</summary>
    protected static void Rewrite(JsonNode? node, Queue<string> texts)
    {
        foreach ((string name, JsonNode? member) in (node as JsonObject)?.ToList() ?? [])
        {
            if (member is JsonValue value && value.GetValueKind() == JsonValueKind.String && !Words.Contains(name))
            {
                node![name] = Next(texts);
            }

            Rewrite(member, texts);
        }

        for (int i = 0; i < ((node as JsonArray)?.Count ?? 0); i++)
        {
            if (node![i] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            {
                node[i] = Next(texts);
            }

            Rewrite(node[i], texts);
        }
    }

    private static EventSample<TEvent> Of<TEvent>(TEvent sample)
        where TEvent : class, ITraceEvent<TEvent> => new(sample);

    private static string Next(Queue<string> texts)
    {
        string text = texts.Dequeue();
        texts.Enqueue(text);
        return text;
    }
}
