using TraceKit.Cli.Documents;
using TraceKit.Reading;
using TraceKit.Tools;

namespace TraceKit.Cli.Statistics;

/// <summary>Counts tool calls and joins them with their results.</summary>
internal sealed class ToolTally
{
    private readonly SortedDictionary<string, Counts> _tools = new(StringComparer.Ordinal);

    public void Add(RecordedRun run)
    {
        List<(long Seq, ToolCall Call)> open = [];
        foreach (RecordedEvent recorded in run.Events)
        {
            if (recorded.TryRead<ToolCall>() is { } call)
            {
                Of(call.Name).Calls++;
                open.Add((recorded.Seq, call));
            }
            else if (recorded.TryRead<ToolResult>() is { } result)
            {
                Answer(open, recorded, result);
            }
            else if (recorded.TryRead<ToolNotFound>() is { } missing)
            {
                Of(missing.Name).NotFound++;
            }
        }

        open.ForEach(unanswered => Of(unanswered.Call.Name).Unanswered++);
    }

    public IReadOnlyList<ToolStats> ToStats() => [.. _tools.Select(tool => tool.Value.ToStats(tool.Key))];

    /// <summary>A live result names its call by seq; an imported one may only share the call's id.</summary>
    private void Answer(List<(long Seq, ToolCall Call)> open, RecordedEvent recorded, ToolResult result)
    {
        Counts counts = Of(result.Name);
        counts.Ok += result.Ok ? 1 : 0;
        counts.Failed += result.Ok ? 0 : 1;
        counts.Latencies.Add(result.LatencyMs);
        int index = recorded.Answers is { } seq
            ? open.FindIndex(asked => asked.Seq == seq)
            : open.FindIndex(asked => asked.Call.CallId == result.CallId);
        if (index >= 0)
        {
            open.RemoveAt(index);
        }
    }

    private Counts Of(string tool)
    {
        if (!_tools.TryGetValue(tool, out Counts? counts))
        {
            _tools[tool] = counts = new Counts();
        }

        return counts;
    }

    private sealed class Counts
    {
        public int Calls { get; set; }

        public int Ok { get; set; }

        public int Failed { get; set; }

        public int Unanswered { get; set; }

        public int NotFound { get; set; }

        public Samples Latencies { get; } = new();

        public ToolStats ToStats(string tool) => new(
            tool, Calls, Ok, Failed, Unanswered, NotFound, Ok + Failed == 0 ? null : (double)Failed / (Ok + Failed), Latencies.ToDistribution());
    }
}
