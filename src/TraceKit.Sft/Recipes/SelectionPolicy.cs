using TraceKit.Contract;

namespace TraceKit.Sft.Recipes;

/// <summary>Which runs may give rows. What a selection loses is reported, never hidden.</summary>
public sealed record SelectionPolicy
{
    private static readonly SuccessSource[] Judged =
        [SuccessSource.Environment, SuccessSource.Tests, SuccessSource.Judge, SuccessSource.Human, SuccessSource.Reward];

    private static readonly string[] KeptApart = ["evaluation", "test"];

    /// <summary><c>all</c>, or <c>success</c> for runs that succeeded as a trusted source says. Default: <c>all</c>.</summary>
    public string Outcome { get; init => field = value ?? "all"; } = "all";

    /// <summary>Sources whose word counts as success. Default: all but the agent itself.</summary>
    public IReadOnlyList<SuccessSource> TrustedSources { get; init => field = value ?? Judged; } = Judged;

    /// <summary>Environments whose runs never give rows. Default: <c>evaluation</c> and <c>test</c>.</summary>
    public IReadOnlyList<string> ExcludedEnvironments { get; init => field = value ?? KeptApart; } = KeptApart;
}
