using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Victims;

namespace TraceKit.Faults.Comparing;

/// <summary>The same attacks on what a user would pick instead, in one table.</summary>
internal static class Comparison
{
    private static readonly ComparedAttack[] Attacks = [.. Deaths.All, .. Disks.All, .. Loads.All, .. Damages.All];

    /// <summary>Attacks all subjects and prints the table, in Markdown.</summary>
    public static void Write(TextWriter output, Scale scale)
    {
        output.WriteLine($"| lost of what was acknowledged | {string.Join(" | ", Subject.Names)} |");
        output.WriteLine($"|---|{string.Concat(Subject.Names.Select(_ => "---|"))}");
        foreach (ComparedAttack attack in Attacks)
        {
            output.WriteLine($"| {attack.Name} | {string.Join(" | ", Subject.Names.Select(subject => attack.Cell(subject, scale)))} |");
        }
    }
}
