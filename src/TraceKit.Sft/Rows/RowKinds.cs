namespace TraceKit.Sft.Rows;

/// <summary>Kinds of rows that can be made of runs.</summary>
public static class RowKinds
{
    /// <summary>A whole conversation with its tool calls.</summary>
    public const string Chat = "chat";

    /// <summary>A planner's input and plan.</summary>
    public const string Planner = "planner";

    /// <summary>An executor's input and action.</summary>
    public const string Executor = "executor";

    /// <summary>A replanner's input and new plan.</summary>
    public const string Replanner = "replanner";

    /// <summary>A critic's input and verdict.</summary>
    public const string Critic = "critic";

    /// <summary>A model call of a learning run, such as a patch; the lineage says what came of it.</summary>
    public const string Learner = "learner";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [Chat, Planner, Executor, Replanner, Critic, Learner];
}
