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
            2 or 3 => Misname(json),
            4 or 5 or 6 => $"```json\n{json}\n```",
            7 => $"Here is what I suggest.\n\n{json}\n\nTell me if you want it shorter.",
            _ => json,
        };
    }

    private static string Misname(string json) => json
        .Replace("\"step_id\":", "\"id\":", StringComparison.Ordinal)
        .Replace("\"action_type\":", "\"type\":", StringComparison.Ordinal)
        .Replace("\"decision\":", "\"verdict\":", StringComparison.Ordinal);

    private static string Cut(string json) => json[..(json.Length * 3 / 4)];
}
