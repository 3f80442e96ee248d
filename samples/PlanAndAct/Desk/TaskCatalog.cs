namespace PlanAndAct.Desk;

/// <summary>The cases of a seed.</summary>
internal static class TaskCatalog
{
    public static IReadOnlyList<DeskTask> Of(int seed)
    {
        var make = new CaseMaker(seed);
        return [.. RefundTasks.All(make), .. DeliveryTasks.All(make), .. TroubleTasks.All(make)];
    }
}
