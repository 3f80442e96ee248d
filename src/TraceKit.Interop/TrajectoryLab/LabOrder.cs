using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>Checks the numbers that the source gives its records: each is one more than the one before.</summary>
internal static class LabOrder
{
    /// <summary>Reports numbers that come again or run backwards, and records that are missing though no line was rejected in their place.</summary>
    public static void Check(LabTrajectory trajectory, ImportLedger ledger)
    {
        long last = 0;
        int rejected = 0;
        foreach (LabLineResult result in trajectory.Lines)
        {
            if (result.Line?.Index is not { } index)
            {
                rejected++;
                continue;
            }

            if (index <= last)
            {
                ledger.Warn(ImportRules.Contradiction, trajectory.File, $"the record is numbered {index} after one that is numbered {last}", result.Number);
            }
            else if (index - last - 1 > rejected)
            {
                ledger.Warn(ImportRules.Contradiction, trajectory.File, $"records are missing: {index} follows {last}", result.Number);
            }

            last = Math.Max(last, index);
            rejected = 0;
        }
    }
}
