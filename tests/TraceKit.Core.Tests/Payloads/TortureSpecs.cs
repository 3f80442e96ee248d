namespace TraceKit.Core.Tests.Payloads;

/// <summary>The table of <c>docs/format/payloads.md</c> is what happens.</summary>
public sealed class TortureSpecs
{
    public static TheoryData<string> Rows => [.. TortureTable.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_value_becomes_what_is_documented(string name)
    {
        TortureRow row = TortureTable.All.Single(row => row.Name == name);

        Assert.Equal(row.Expected, row.Try());
    }

    [Fact]
    public void Every_documented_value_is_tried() =>
        Assert.Equal(TortureRow.Documented.Select(line => line.Split(" | ")[0].TrimStart('|', ' ')), TortureTable.All.Select(row => row.Name));
}
