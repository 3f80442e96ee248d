using System.Text.RegularExpressions;
using TraceKit.Agents;

namespace PlanAndAct.Models;

/// <summary>Plans by the words of the goal.</summary>
internal static partial class ScriptedPlanner
{
    public static string Reply(ReadPrompt prompt, Dice dice)
    {
        List<(string Intent, string Success)> steps = [.. StepsFor(prompt.Goal, prompt)];
        if (steps.Count == 0)
        {
            return "I would like to help, but I cannot tell from the case what the customer wants. Could you ask for an order number?";
        }

        bool forgetsEmail = dice.OneIn(12);
        if (forgetsEmail && steps.Count > 2)
        {
            steps.RemoveAt(steps.Count - 1);
        }

        bool forgetsReport = dice.OneIn(10);
        if (!forgetsReport)
        {
            steps.Add(Steps.Report);
        }

        var plan = new PlannerOutput { Steps = Steps.Number(steps), Rationale = "Look first, then act, then tell the customer." };
        return OffMoments.Say(ReadableJson.Of(plan, PlannerOutput.EventType.Json), prompt, dice);
    }

    private static IEnumerable<(string Intent, string Success)> StepsFor(string goal, ReadPrompt prompt)
    {
        string[] orders = [.. prompt.OrdersIn(goal)];
        if (LatestOrder().Match(goal) is { Success: true } latest)
        {
            return OfLatestOrder(latest.Groups["email"].Value);
        }

        return orders.Length == 0 ? [] : FirstWord(goal) switch
        {
            "Refund" => Refund(goal, orders),
            "Ship" => Ship(orders[0]),
            "Cancel" => Change(orders[0], $"Cancel order {orders[0]}", "the cancellation"),
            "Change" => Change(orders[0], goal[..(goal.LastIndexOf('\'') + 1)], "the new address"),
            "Recall" => orders.SelectMany(order => new[] { Steps.LookUp(order), Steps.Email("the recall", order) }),
            "Tell" => [Steps.LookUp(orders), Steps.Email("the delay", orders)],
            _ => [],
        };
    }

    private static IEnumerable<(string, string)> OfLatestOrder(string email) =>
    [
        ($"List the orders of {email}", "The latest order is known"),
        ($"Refund the latest order of {email} in full", "The refund equals what was paid"),
        ($"Email {email} about the refund", "The email is sent"),
    ];

    private static IEnumerable<(string, string)> Refund(string goal, string[] orders)
    {
        bool keepsShipping = goal.Contains("without the shipping", StringComparison.Ordinal);
        return
        [
            Steps.LookUp(orders),
            .. orders.Select(order => keepsShipping
                ? ($"Refund order {order} without the shipping costs", "The refund equals the price of the article")
                : Steps.Refund(order)),
            Steps.Email("the refund", orders),
        ];
    }

    private static IEnumerable<(string, string)> Ship(string order) =>
    [
        Steps.LookUp(order),
        ($"Check the stock for order {order}", "The number of units is known"),
        ($"Ship a replacement for order {order}", "The replacement is on its way"),
        Steps.Email("the replacement", order),
    ];

    private static IEnumerable<(string, string)> Change(string order, string change, string topic) =>
        [Steps.LookUp(order), (change, "The order shows the change"), Steps.Email(topic, order)];

    private static string FirstWord(string goal) => goal[..goal.IndexOf(' ', StringComparison.Ordinal)];

    [GeneratedRegex(@"latest order of (?<email>\S+@\S+) in full", RegexOptions.ExplicitCapture)]
    private static partial Regex LatestOrder();
}
