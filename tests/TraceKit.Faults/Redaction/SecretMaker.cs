using System.Text;
using TraceKit.TestKit;

namespace TraceKit.Faults.Redaction;

/// <summary>Makes secrets of every kind that the policies know. They are random and nobody's.</summary>
/// <param name="Rule">Name of the rule that is to find it.</param>
/// <param name="Make">Makes the text around the secret, with the secret in it, and the secret.</param>
internal sealed record SecretMaker(string Rule, Func<Dice, (string Before, string Secret, string After)> Make)
{
    internal const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    internal const string Word = Letters + "0123456789";
    internal const string Url = Word + "-_";
    internal const string Base64 = Word + "+/";
    internal const string Hex = "0123456789abcdef";
    internal const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>One for each rule of both policies; several where a rule has several forms.</summary>
    public static IReadOnlyList<SecretMaker> All { get; } =
    [
        Token("anthropic-key", dice => "sk" + "-ant-api03-" + dice.Text(Url, 93) + "AA"),
        Token("openai-key", dice => "sk" + dice.Pick<string>(["-proj-", "-svcacct-", "-admin-"]) + dice.Text(Url, 74)),
        Token("openrouter-key", dice => "sk" + "-or-v1-" + dice.Text(Hex, 64)),
        Token("sk-key", dice => "sk" + "-" + Mixed(dice, Word, 48)),
        Token("huggingface-token", dice => "hf" + "_" + dice.Text(Letters, 34)),
        Token("github-token", dice => "gh" + dice.Pick<string>(["p", "o", "u", "s", "r"]) + "_" + dice.Text(Word, 36)),
        Token("github-fine-grained-token", dice => "github" + "_pat_" + dice.Text(Word, 22) + "_" + dice.Text(Word, 59)),
        Token("gitlab-token", dice => "glpat" + "-" + dice.Text(Url, 20)),
        Token("npm-token", dice => "npm" + "_" + dice.Text(Word, 36)),
        Token("pypi-token", dice => "pypi" + "-AgEIcHlwaS5vcmc" + dice.Text(Url, 120)),
        Token("aws-access-key-id", dice => dice.Pick<string>(["AK" + "IA", "AS" + "IA"]) + dice.Text(Base32, 16)),
        new("aws-secret-key", dice => ("aws_secret_access" + "_key = ", Mixed(dice, Base64, 40), "\n")),
        Token("google-api-key", dice => "AI" + "za" + dice.Text(Url, 35)),
        Token("slack-token", dice => "xox" + dice.Pick<string>(["b", "p", "a"]) + "-" + dice.Text("0123456789", 12) + "-" + dice.Text("0123456789", 12) + "-" + dice.Text(Word, 24)),
        Token("slack-app-token", dice => "xapp" + "-1-A" + dice.Text(Base32, 10) + "-" + dice.Text("0123456789", 13) + "-" + dice.Text(Hex, 64)),
        Token("stripe-key", dice => dice.Pick<string>(["sk", "rk"]) + dice.Pick<string>(["_live_", "_test_"]) + dice.Text(Word, 24)),
        .. VendorSecrets.All,
        new("azure-storage-key", dice => ("DefaultEndpointsProtocol=https;Account" + "Key=", dice.Text(Base64, 86) + "==", ";EndpointSuffix=x")),
        new("private-key", dice => ("-----BEGIN RSA PRIVATE" + " KEY-----\n", string.Join('\n', Enumerable.Range(0, 8).Select(_ => dice.Text(Base64, 64))), "\n-----END RSA PRIVATE" + " KEY-----")),
        Token("jwt", dice => "ey" + "J" + dice.Text(Url, 33) + "." + "ey" + "J" + dice.Text(Url, 60) + "." + dice.Text(Url, 43)),
        new("url-password", dice => ("postgres" + "://app:", Mixed(dice, Word, 12), "@db.example/app")),
        new("database-password", dice => ("redis" + "://cache:", Mixed(dice, Word, 16), "\n")),
        new("connection-password", dice => ("Server=db;User Id=app;Pass" + "word=", Mixed(dice, Word, 12), ";Encrypt=true")),
        new("bearer-token", dice => ("Authorization: Bear" + "er ", Mixed(dice, Url, 40), "\n")),
        new("basic-credentials", dice => ("Authorization: Bas" + "ic ", Convert.ToBase64String(Encoding.ASCII.GetBytes("user:" + dice.Text(Word, 12))), "\n")),
        new("assigned-secret", dice => ("SERVICE_API" + "_KEY=", Mixed(dice, Word, 32), "\n")),
        new("assigned-password", dice => ("DB_PASS" + "WORD=", Mixed(dice, Word, 12), "\n")),
        Token("email", dice => dice.Text(Letters, 8) + "@" + dice.Text("abcdefghij", 8) + ".example"),
        Token("payment-card", dice => Luhn("4" + dice.Text("0123456789", 14))),
        Token("iban", dice => Iban(dice.Text("0123456789", 18))),
    ];

    internal static SecretMaker Token(string rule, Func<Dice, string> make) => new(rule, dice => ("use ", make(dice), " for now"));

    /// <summary>Text that has letters and digits, as random text nearly always has.</summary>
    internal static string Mixed(Dice dice, string alphabet, int length)
    {
        string text;
        do
        {
            text = dice.Text(alphabet, length);
        }
        while (!text.Any(char.IsAsciiDigit) || !text.Any(char.IsAsciiLetter) || text.Distinct().Count() < Math.Min(length, 11));
        return text;
    }

    private static string Luhn(string digits)
    {
        int sum = digits.Reverse().Select((digit, place) => place % 2 == 0 ? (digit - '0') * 2 : digit - '0').Sum(weighted => weighted > 9 ? weighted - 9 : weighted);
        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private static string Iban(string digits)
    {
        System.Numerics.BigInteger number = System.Numerics.BigInteger.Parse(digits + "131400", System.Globalization.CultureInfo.InvariantCulture);
        return "DE" + (98 - (int)(number % 97)).ToString("D2", System.Globalization.CultureInfo.InvariantCulture) + digits;
    }
}
