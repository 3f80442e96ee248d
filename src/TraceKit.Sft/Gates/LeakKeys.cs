using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Gates;

/// <summary>What a row shares with others, by the type of the edge.</summary>
internal static class LeakKeys
{
    public static IReadOnlyList<(string Edge, string Key)> Of(LineageRow lineage)
    {
        List<(string Edge, string Key)> keys = [("run", lineage.RunId), ("text", lineage.Sha256)];
        if (lineage.TaskId is { } task)
        {
            keys.Add(("task", task));
        }

        if (!lineage.Group.StartsWith("task:", StringComparison.Ordinal))
        {
            keys.Add(("group", lineage.Group));
        }

        return keys;
    }
}
