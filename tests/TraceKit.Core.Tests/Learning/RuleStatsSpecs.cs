using TraceKit.Learning;

namespace TraceKit.Core.Tests.Learning;

public sealed class RuleStatsSpecs
{
    [Theory]
    [InlineData(1.0, 1, 0.2065)]
    [InlineData(1.0, 10, 0.7225)]
    [InlineData(0.9655172413793104, 29, 0.8282)]
    [InlineData(0.0, 5, 0.0)]
    [InlineData(0.5, 100, 0.4038)]
    public void Few_findings_are_trusted_less_than_many(double precision, int support, double expected)
    {
        var stats = new RuleStats { Name = "a", Precision = precision, Support = support };

        Assert.Equal(expected, stats.LowerBound!.Value, 4);
    }

    [Fact]
    public void A_rule_that_found_nothing_has_no_bound() => Assert.Null(new RuleStats { Name = "a", Support = 0 }.LowerBound);
}
