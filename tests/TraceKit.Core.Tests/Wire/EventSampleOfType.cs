using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Contract.Rules;
using TraceKit.Core.Tests.Contract.Writing;
using TraceKit.Reading;

namespace TraceKit.Core.Tests.Wire;

/// <summary>One event of a type.</summary>
public sealed class EventSample<TEvent>(TEvent sample) : EventSample
    where TEvent : class, ITraceEvent<TEvent>
{
    private static JsonTypeInfo<TEvent> Contract => TEvent.EventType.Json;

    public override string Name => TEvent.EventType.Name;

    public override void Emit(TraceRun run) => run.Emit(sample);

    public override string EmitWith(TraceRun run, IReadOnlyList<string> texts)
    {
        TEvent other = With(texts);
        run.Emit(other);
        return Text(other);
    }

    internal override BothWays WriteBothWays(IReadOnlyList<string> texts) => BothWays.Of(With(texts));

    public override string Read(RecordedEvent recorded) => Text(recorded.Read<TEvent>());

    private TEvent With(IReadOnlyList<string> texts)
    {
        JsonNode changed = JsonSerializer.SerializeToNode(sample, Contract)!;
        Rewrite(changed, new Queue<string>(texts), () => ContractRules.Of(Contract).BrokenBy(Encoding.UTF8.GetBytes(changed.ToJsonString())) is null);
        return changed.Deserialize(Contract)!;
    }

    private static string Text(TEvent value) => JsonSerializer.Serialize(value, Contract);
}
