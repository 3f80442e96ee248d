namespace PlanAndAct.Desk;

/// <summary>A case to solve: the goal, the shop that it starts in, and the state that counts as solved.</summary>
internal sealed record DeskTask
{
    public required string Id { get; init; }

    public required string Goal { get; init; }

    /// <summary>What the customer wrote.</summary>
    public required string Note { get; init; }

    public required Func<Shop> OpenShop { get; init; }

    public required Func<Shop, bool> IsSolved { get; init; }
}
