using System.Text.Json;
using System.Text.Json.Nodes;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Core.Tests.Contract.Writing;
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
        Of(Some.LearningStart()), Of(Some.Synthesis()), Of(Some.Critic()), Of(Some.Guidance()), Of(Some.Iteration()), Of(Some.Audit()), Of(Some.Prune()),
        Of(Some.Evaluation()), Of(Some.BestRules()), Of(Some.RestoreBest()), Of(Some.ValidatedStats()), Of(Some.Final()), Of(Some.LearningError()),
        Of(Some.Edit()), Of(Some.Command()), Of(Some.Reasoning()), Of(Some.TestRun()), Of(Some.Commit()),
        Of(Some.Operation()), Of(Some.OperationResult()), Of(Some.ForeignSpan()),
        Of(Some.Label()),
    ];

    /// <summary>Wire name of the type.</summary>
    public abstract string Name { get; }

    /// <summary>Names of the members that are texts of a fixed vocabulary, or times.</summary>
    private static readonly HashSet<string> Words = ["status", "success_source", "source", "kind", "phase", "action", "cause", "confidence", "started_at", "at"];

    /// <summary>Writes the event.</summary>
    public abstract void Emit(TraceRun run);

    /// <summary>Writes an event of the type with other texts in it, and gives it as it was written.</summary>
    public abstract string EmitWith(TraceRun run, IReadOnlyList<string> texts);

    /// <summary>Writes one with other texts by generated code and by the serializer.</summary>
    internal abstract BothWays WriteBothWays(IReadOnlyList<string> texts);

    /// <summary>Reads an event of the type, and gives it as it was read.</summary>
    public abstract string Read(RecordedEvent recorded);

    public override string ToString() => Name;

    /// <summary>Puts texts in the place of those of a JSON value, in turn, wherever the contract lets them stand.</summary>
    protected static void Rewrite(JsonNode? node, Queue<string> texts, Func<bool> isAllowed)
    {
        foreach ((string name, JsonNode? member) in (node as JsonObject)?.ToList() ?? [])
        {
            if (!Words.Contains(name))
            {
                Rewrite(member, texts, isAllowed, value => node![name] = value);
            }

            Rewrite(node![name], texts, isAllowed);
        }

        for (int i = 0; i < ((node as JsonArray)?.Count ?? 0); i++)
        {
            int index = i;
            Rewrite(node![i], texts, isAllowed, value => node[index] = value);
            Rewrite(node[i], texts, isAllowed);
        }
    }

    private static void Rewrite(JsonNode? value, Queue<string> texts, Func<bool> isAllowed, Action<string> set)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
        {
            return;
        }

        string before = value.GetValue<string>();
        set(Next(texts));
        if (!isAllowed())
        {
            set(before);
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
