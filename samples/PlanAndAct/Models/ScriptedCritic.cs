using TraceKit.Agents;

namespace PlanAndAct.Models;

/// <summary>Lets a case be closed when the customer was told, and believes the agent in everything else.</summary>
internal static class ScriptedCritic
{
    public static string Reply(ReadPrompt prompt, Dice dice)
    {
        bool isTold = prompt.Observation.Contains("send_email", StringComparison.Ordinal);
        bool isPossible = prompt.Observation.Contains("Report: Done", StringComparison.Ordinal);
        CriticOutput verdict = isTold || !isPossible
            ? new CriticOutput
            {
                Decision = "end",
                Feedback = isPossible ? "All that was asked for is reported." : "An honest refusal.",
                ShouldSucceed = isPossible,
            }
            : new CriticOutput { Decision = "replan", Feedback = "The customer was not told.", ShouldSucceed = false };
        return OffMoments.Say(ReadableJson.Of(verdict, CriticOutput.EventType.Json), prompt, dice);
    }
}
