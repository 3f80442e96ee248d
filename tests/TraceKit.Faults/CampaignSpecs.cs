using TraceKit.Faults.Campaigns;
using Xunit;

namespace TraceKit.Faults;

/// <summary>Every promise, attacked in its short form. The long form is <c>dotnet run -c Release --project tests/TraceKit.Faults -- report --long</c>.</summary>
public sealed class CampaignSpecs
{
    public static TheoryData<string, string> Promises => [.. Campaign.All.Select(campaign => (campaign.Id, campaign.Promise))];

    [Theory]
    [MemberData(nameof(Promises))]
    public void A_promise_holds(string id, string promise)
    {
        CampaignResult result = Campaign.All.Single(campaign => campaign.Id == id).Attack(Scale.Short);

        Assert.SkipWhen(result.Skipped is not null, result.Skipped ?? string.Empty);
        Assert.True(result.Broken.Count == 0, $"{promise}\n{string.Join('\n', result.Broken.Take(20))}");
    }
}
