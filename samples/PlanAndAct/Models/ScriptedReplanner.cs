using TraceKit.Agents;

namespace PlanAndAct.Models;

/// <summary>Plans again by what went wrong.</summary>
internal static class ScriptedReplanner
{
    public static string Reply(ReadPrompt prompt, Dice dice)
    {
        string? order = prompt.OrdersIn(prompt.Goal) is [string first, ..] ? first : null;
        (List<(string Intent, string Success)> steps, string why) = StepsFor(prompt, order);
        steps.Add(Steps.Report);
        var plan = new ReplannerOutput { Steps = Steps.Number(steps), Rationale = why };
        return OffMoments.Say(ReadableJson.Of(plan, ReplannerOutput.EventType.Json), prompt, dice);
    }

    private static (List<(string, string)> Steps, string Why) StepsFor(ReadPrompt prompt, string? order)
    {
        if (order is null || prompt.Reason == "plan_exhausted")
        {
            return ([], "Everything is done except the report.");
        }

        if (prompt.Reason == "critic_refused")
        {
            return ([Steps.Email("the outcome", order)], "The customer does not know yet.");
        }

        return Failed(prompt) switch
        {
            "over_limit" => ([Approval(order), Steps.Refund(order), Steps.Email("the refund", order)], "Above the limit a refund needs an approval first."),
            "out_of_stock" => ([Steps.Refund(order), Steps.Email("the refund", order)], "What is out of stock cannot be shipped; money is the way out."),
            "already_shipped" => ([Steps.Email("the parcel that has left the warehouse", order)], "It is too late to stop it."),
            "denied" => ([Steps.Email("the refusal", order)], "The manager has the last word."),
            _ => ([], "Nothing more can be done."),
        };
    }

    private static string Failed(ReadPrompt prompt)
    {
        int open = prompt.Observation.IndexOf("failed (", StringComparison.Ordinal) + "failed (".Length;
        int close = prompt.Observation.IndexOf("):", StringComparison.Ordinal);
        return close > open ? prompt.Observation[open..close] : string.Empty;
    }

    private static (string, string) Approval(string order) => ($"Request approval to refund order {order}", "The manager has approved");
}
