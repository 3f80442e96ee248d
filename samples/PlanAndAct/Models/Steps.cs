using TraceKit.Agents;

namespace PlanAndAct.Models;

/// <summary>Writes steps in the words that the scripted executor reads.</summary>
internal static class Steps
{
    public static (string Intent, string Success) Report { get; } = ("Report the outcome", "The report says what was done and what was not");

    public static (string Intent, string Success) LookUp(params string[] orders) =>
        ($"Look up {Name(orders)}", "The order and the customer are known");

    public static (string Intent, string Success) Refund(string order) =>
        ($"Refund order {order} in full", "The refund equals what was paid");

    public static (string Intent, string Success) Email(string topic, params string[] orders) =>
        ($"Email the {(orders.Length > 1 ? "customers" : "customer")} of {Name(orders)} about {topic}", "The email is sent");

    public static IReadOnlyList<PlanStep> Number(IEnumerable<(string Intent, string Success)> steps) =>
        [.. steps.Select((step, index) => new PlanStep { StepId = index + 1, Intent = step.Intent, SuccessCriteria = step.Success })];

    private static string Name(string[] orders) => orders.Length > 1 ? $"orders {string.Join(" and ", orders)}" : $"order {orders[0]}";
}
