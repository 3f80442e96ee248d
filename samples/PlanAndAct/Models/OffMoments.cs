namespace PlanAndAct.Models;

/// <summary>The ways in which models dress and damage the JSON that they were asked for.</summary>
internal static class OffMoments
{
    public static string Say(string json, ReadPrompt prompt, Dice dice)
    {
        if (prompt.IsCorrection)
        {
            return json;
        }

        return dice.Roll(20) switch
        {
            0 or 1 => Cut(json),
            2 => json.Replace("\"step_id\":", "\"id\":", StringComparison.Ordinal),
            3 or 4 or 5 => $"```json\n{json}\n```",
            6 => $"Here is what I suggest.\n\n{json}\n\nTell me if you want it shorter.",
            _ => json,
        };
    }

    private static string Cut(string json) => json[..(json.Length * 3 / 4)];
}
