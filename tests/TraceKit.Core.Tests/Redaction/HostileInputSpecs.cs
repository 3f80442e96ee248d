using TraceKit.Redaction;
using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace TraceKit.Core.Tests.Redaction;

public sealed class HostileInputSpecs
{
    public static TheoryData<string> Units =>
    [
        "sk-", "sk-proj-", "eyJ", "eyJaaaaaaaaaa-", "eyJaaaaaaaaaa.eyJ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\naaaaaaaaaaaaaaaaaaaaaaa ",
        "://", "://a:", "://a:b", "a@", "AKIA", "password=", "api_key=aaaaaaaa", "secret:", "token=a1", "Bearer ", "aws_secret_access_key=", "xox", "ghp_",
        "\\u0073", "%73", "&#115;", "c2stcHJvai0", "%2573", "YzJ0d2NtOXFMVE", "Password=a;", "AKIA-sk-eyJ-ghp_-://-secret=-token=-npm_-xox-Bearer -password=",
    ];

    [Theory]
    [MemberData(nameof(Units))]
    public void The_cost_for_each_byte_does_not_grow_with_the_text(string unit)
    {
        string small = Redacting.Json(("a", string.Concat(Enumerable.Repeat(unit, 20_000 / unit.Length))));
        string large = Redacting.Json(("a", string.Concat(Enumerable.Repeat(unit, 320_000 / unit.Length))));
        Redacting.Of(large);

        double perByteSmall = Enumerable.Range(0, 5).Min(_ => Cost(small));
        double perByteLarge = Enumerable.Range(0, 3).Min(_ => Cost(large));

        Assert.True(perByteLarge < (8 * perByteSmall) + 500, $"{perByteSmall:F0} ns for each byte became {perByteLarge:F0} ns");
    }

    [Fact]
    public void A_secret_at_any_border_of_the_windows_is_replaced()
    {
        string secret = FakeSecrets.ByRule["aws-access-key-id"].Secret;
        for (int shift = -30; shift <= 10; shift++)
        {
            string text = string.Concat(Enumerable.Repeat("x ", (RuleMatch.Window + 60) / 2))[..(RuleMatch.Window + shift)] + " " + secret + " " + new string('y', 100);

            Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("a", text)));

            Assert.DoesNotContain(secret, outcome.Json, StringComparison.Ordinal);
            Assert.Equal(1, outcome.Counts.Total);
        }
    }

    [Fact]
    public void A_keyword_at_any_border_of_the_scan_is_seen()
    {
        string secret = FakeSecrets.ByRule["github-token"].Secret;
        for (int length = 900; length <= 1100; length++)
        {
            Assert.True(Redacting.Of(Redacting.Json(("a", new string('.', length) + secret))).Changed);
        }
    }

    [Fact]
    public void A_border_of_a_window_is_no_border_of_a_word()
    {
        string text = string.Concat(Enumerable.Repeat("task-q8Zt3Kx7Lm2Vb9Nc4Rw6Yp1Hs5Dg0Jf8Ta2U ", 5_000));

        Assert.False(Redacting.Of(Redacting.Json(("a", text))).Changed);
    }

    [Fact]
    public void A_secret_after_one_letter_again_and_again_is_seen_plain_or_encoded()
    {
        string secret = FakeSecrets.ByRule["github-token"].Secret;
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        foreach (char letter in "acgSr-")
        {
            for (int length = 1996; length <= 2020; length += 4)
            {
                Assert.True(Redacting.Of(Redacting.Json(("a", new string(letter, length) + " " + secret))).Changed);
                Assert.True(Redacting.Of(Redacting.Json(("a", new string(letter, length) + encoded))).Changed);
            }
        }
    }

    [Fact]
    public void A_string_that_is_not_Unicode_is_withheld_when_it_may_hold_a_secret()
    {
        Redacting.Outcome outcome = Redacting.Of("{\"a\":\"\\ud800 " + FakeSecrets.OpenAi + "\",\"b\":1.0}");

        Assert.Equal("{\"a\":\"[REDACTION_FAILED]\",\"b\":1.0}", outcome.Json);
        Assert.Equal(1, outcome.Counts.Failed);
    }

    [Fact]
    public void Text_that_is_not_JSON_is_withheld_when_it_may_hold_a_secret()
    {
        Redacting.Outcome outcome = Redacting.Of("{\"a\":\"" + FakeSecrets.OpenAi);

        Assert.Equal("{\"redaction\":\"[REDACTION_FAILED]\"}", outcome.Json);
        Assert.Equal(1, outcome.Counts.Failed);
    }

    [Fact]
    public void A_surrogate_pair_at_the_edge_of_a_secret_is_not_split()
    {
        string password = string.Concat(Enumerable.Repeat("🙂", 64));

        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("a", "x://u:p" + password[..^2] + "@h ://u:" + password + "🙂@h")));

        Assert.True(outcome.Changed);
        Assert.Equal(0, outcome.Counts.Failed);
    }

    [Fact]
    public void The_fast_path_allocates_nothing()
    {
        byte[] json = Encoding.UTF8.GetBytes(Redacting.Json(("a", string.Concat(Enumerable.Repeat("nothing to be seen, ", 30))), ("b", new string('0', 64))));
        var redactor = new RunRedactor(Secrets.Default, Redacting.Key);
        var output = new ArrayBufferWriter<byte>();
        var counts = new RedactionCounts();
        redactor.Redact(json, output, counts);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool changed = redactor.Redact(json, output, counts);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(changed);
    }

    private static double Cost(string json)
    {
        var redactor = new RunRedactor(Secrets.Default, Redacting.Key);
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        var output = new ArrayBufferWriter<byte>();
        long start = Stopwatch.GetTimestamp();
        redactor.Redact(bytes, output, new RedactionCounts());
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / bytes.Length;
    }
}
