namespace TraceKit.Faults.Campaigns;

/// <summary>What came out of a campaign.</summary>
internal sealed record CampaignResult
{
    /// <summary>Why it did not run, or null.</summary>
    public string? Skipped { get; init; }

    /// <summary>What was tried, in numbers: kills, cuts, cases.</summary>
    public required string Tried { get; init; }

    /// <summary>What was measured.</summary>
    public required string Figures { get; init; }

    /// <summary>Where the promise did not hold.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>A campaign that cannot run here.</summary>
    public static CampaignResult NotHere(string why) => new() { Skipped = why, Tried = "-", Figures = "-" };
}
