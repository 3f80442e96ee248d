using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

public sealed class PersonalDataSpecs
{
    [Theory]
    [InlineData("email", "write to ", "jane.doe+x@mail.example.org", " today")]
    [InlineData("payment-card", "card ", "4111 1111 1111 1111", ", thanks")]
    [InlineData("payment-card", "card ", "378282246310005", ", thanks")]
    [InlineData("payment-card", "card ", "4111 1111 1111 1111", " 12/29 123")]
    [InlineData("payment-card", "22 ", "4111-1111-1111-1111", " ")]
    [InlineData("iban", "pay to ", "DE89 3704 0044 0532 0130 00", " AND MORE")]
    [InlineData("iban", "pay to ", "GB82WEST12345698765432", ".")]
    public void Data_about_people_is_replaced(string rule, string before, string data, string after)
    {
        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("a", before + data + after)), PersonalData.Default);

        Assert.Matches($@"\A{before}\[REDACTED:{rule}:[0-9a-f]{{4}}\]{after}\z", outcome.Text("a"));
        Assert.Equal(1, outcome.Counts.Total);
    }

    [Theory]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20")]
    [InlineData("x4111111111111111")]
    [InlineData("0.4111111111111111")]
    [InlineData("1732165944123456789")]
    [InlineData("2026-11-21T05:12:24.1234567Z")]
    [InlineData("DE89 3704 0044 0532 0130 01")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("@property and @@version and user@localhost")]
    public void Numbers_without_the_right_check_digits_stay(string text) =>
        Assert.False(Redacting.Of(Redacting.Json(("a", text)), PersonalData.Default).Changed);

    [Fact]
    public void The_rules_for_secrets_do_not_touch_it() =>
        Assert.False(Redacting.Of(Redacting.Json(("a", "jane@example.org, 4111 1111 1111 1111"))).Changed);
}
