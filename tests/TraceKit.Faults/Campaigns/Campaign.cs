namespace TraceKit.Faults.Campaigns;

/// <summary>A promise, and how it is attacked.</summary>
/// <param name="Id">Its id in <c>docs/reliability.md</c>.</param>
/// <param name="Promise">What holds, in a sentence.</param>
/// <param name="Attack">Attacks it.</param>
internal sealed record Campaign(string Id, string Promise, Func<Scale, CampaignResult> Attack)
{
    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<Campaign> All { get; } =
    [
        RandomKills.Campaign, KillsAtCalls.Campaign, PowerCuts.Campaign, FailingCalls.Campaign, ShortWrites.Campaign, FullDisks.Campaign,
        ManyProcesses.Campaign, Exits.Campaign, Bursts.Campaign,
        Truncations.Campaign, BitFlips.Campaign, EvilPlugins.Campaign, Fuzz.Campaign, OddValues.Campaign, ClockJumps.Campaign, Soak.Campaign, GroupCommits.Campaign,
        AttackTable.Campaign, RedactionAtScale.Campaign,
    ];
}
