using System.Globalization;
using TraceKit.Faults.Campaigns;

namespace TraceKit.Faults.Comparing;

/// <summary>An attack that every subject of the comparison goes through.</summary>
/// <param name="Name">What is done, for the table.</param>
/// <param name="Cell">Attacks a subject, by its name, and says what came out.</param>
internal sealed record ComparedAttack(string Name, Func<string, Scale, string> Cell)
{
    /// <summary>How many of so many, in words of the table.</summary>
    public static string Of(long lost, long acknowledged) => lost == 0
        ? string.Create(CultureInfo.InvariantCulture, $"0 of {acknowledged:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"{lost:N0} of {acknowledged:N0} ({100.0 * lost / acknowledged:F1} %)");
}
