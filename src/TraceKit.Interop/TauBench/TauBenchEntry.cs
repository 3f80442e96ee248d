using System.Text.Json;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TauBench;

/// <summary>One trajectory, checked: after this nothing in it has the wrong type.</summary>
internal sealed record TauBenchEntry
{
    /// <summary>Where it lies.</summary>
    public required SourceSlice Slice { get; init; }

    /// <summary>The task's number or name, as text.</summary>
    public required string TaskId { get; init; }

    /// <summary>Number of the trial. Default: not recorded.</summary>
    public int? Trial { get; init; }

    /// <summary>The reward. Default: not recorded.</summary>
    public double? Reward { get; init; }

    /// <summary>The instruction of the simulated user. Default: not recorded.</summary>
    public string? Instruction { get; init; }

    /// <summary>What is left for the run's header: everything but the trajectory, the trial and the reward.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>The messages, in order.</summary>
    public required IReadOnlyList<TauBenchMessage> Messages { get; init; }

    /// <summary>Reads an entry, or says why it is refused.</summary>
    public static TauBenchEntry? Read(SourceSlice slice, out Refusal? refusal)
    {
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxTrajectoryBytes, out JsonElement value);
        if (refusal is not null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            refusal = Wrong("an entry is an object");
            return null;
        }

        var entry = new ForeignObject(value);
        string? instruction = entry.Object("info")?.Object("task")?.Text("instruction");
        entry.Release("info");
        _ = entry.RequiredAny("traj");
        TauBenchEntry read = new()
        {
            Slice = slice,
            TaskId = TaskOf(entry),
            Trial = Optional(entry, "trial", entry.Whole),
            Reward = Optional(entry, "reward", entry.Number),
            Instruction = instruction,
            Extra = Leftover.Of(entry),
            Messages = ReadMessages(slice, entry, ref refusal),
        };
        refusal ??= entry.Problem is { } problem ? Wrong($"{problem.Path}: {problem.Message}") : TooLong(read.Extra);
        return refusal is null ? read : null;
    }

    private static List<TauBenchMessage> ReadMessages(SourceSlice slice, ForeignObject entry, ref Refusal? refusal)
    {
        if (entry.Value.TryGetProperty("traj", out JsonElement trajectory) && trajectory.ValueKind != JsonValueKind.Array)
        {
            entry.Missing("traj", "an array of chat messages", 0);
        }

        var messages = new List<TauBenchMessage>();
        foreach (SourceSlice message in entry.Problem is null ? slice.Member("traj")!.Value.Items() : [])
        {
            if (TauBenchMessage.Read(message, out Refusal? problem) is not { } read)
            {
                refusal = problem! with { Message = $"$.traj[{messages.Count}] at byte {message.Offset}: {problem.Message}" };
                return [];
            }

            messages.Add(read);
        }

        return messages;
    }

    /// <summary>The task as text; it stays in the leftover, where its type can be seen.</summary>
    private static string TaskOf(ForeignObject entry)
    {
        JsonElement task = entry.RequiredAny("task_id");
        entry.Release("task_id");
        return task.ValueKind switch
        {
            JsonValueKind.Number => task.GetRawText(),
            JsonValueKind.String => task.GetString()!,
            _ => entry.Missing("task_id", "a number or text", string.Empty),
        };
    }

    private static T? Optional<T>(ForeignObject entry, string name, Func<string, T?> take)
        where T : struct =>
        take(name) is { } taken
            ? taken
            : entry.Value.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
                ? entry.Missing<T?>(name, "a number", null)
                : null;

    private static Refusal? TooLong(JsonElement? extra) =>
        extra?.GetRawText().Length > ImportLimits.MaxHeaderBytes
            ? new Refusal(ImportRules.TooLarge, "too_long", $"its 'info' is longer than {ImportLimits.MaxHeaderBytes}")
            : null;

    private static Refusal Wrong(string message) => new(ImportRules.WrongShape, "wrong_shape", message);
}
