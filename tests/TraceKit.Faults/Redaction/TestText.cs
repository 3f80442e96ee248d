using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TraceKit.Faults.Fuzzing;
using TraceKit.Redaction;
using TraceKit.TestKit;

namespace TraceKit.Faults.Redaction;

/// <summary>Text without secrets, and text that costs a matcher the most.</summary>
internal static class TestText
{
    private static readonly string[] Folders = ["tau_bench", "toolbench", "who_and_when", "swe_agent_traj", "openhands", "intercode"];

    /// <summary>As events are written.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parts of the rules' own forms, over and over.</summary>
    public static IReadOnlyList<string> Adversarial { get; } =
    [
        "sk-", "sk-proj-", "sk-ant-a", "sk-or-v1-0", "eyJ", "eyJaaaaaaaaaa.eyJ", "://", "://a:", "://a:b", "a@", "a@b.", "AKIA", "AKIAAAAAAAAAAAAAAA", "password=", "assword=aaaaaaa",
        "api_key=aaaaaaaa", "secret:", "token=a1", "Bearer ", "Bearer aaaaaaaa1", "secret_access_key=", "xox", "xoxb-1", "ghp_", "ghp_aaaa", "github_pat_", "glpat-", "npm_", "pypi-",
        "AIza", "xapp-1-", "sk_live_", "AccountKey=", "-----BEGIN PRIVATE KEY-----", "Authorization: Basic ", "\\u0073", "%73%6b", "&#115;", "c2stcHJvai0", "736b2d", "4111 ", "DE00", "aaaaaaaa",
        "\u200b", "sk\u00ad-",
    ];

    /// <summary>What costs a policy the most: parts of the rules' own forms, each keyword, all of them, and each kind of secret, whole and cut in its middle.</summary>
    public static IEnumerable<string> AdversarialTo(RedactionPolicy policy)
    {
        string[] keywords = [.. policy.Rules.SelectMany(rule => rule.Keywords).Distinct(StringComparer.Ordinal)];
        var secrets = SecretMaker.All.Select(maker => maker.Make(new Dice(7))).ToArray();
        return
        [
            .. Adversarial, .. keywords, string.Concat(keywords), string.Join(' ', keywords),
            .. secrets.Select(made => made.Before + made.Secret + made.After + ' '),
            .. secrets.Select(made => made.Before + made.Secret[..(made.Secret.Length / 2)] + ' '),
            .. secrets.Select(made => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(made.Before + made.Secret[..(made.Secret.Length / 2)]))),
        ];
    }

    /// <summary>Pieces of real traces, each as the text of one event; none where the shared data is absent.</summary>
    public static IReadOnlyList<string> Benign { get; } =
    [
        .. Folders.SelectMany(folder => FuzzSeeds.Shared(folder, "*.json*", 40))
            .Select(bytes => new JsonObject { ["text"] = System.Text.Encoding.UTF8.GetString(bytes) }.ToJsonString(Relaxed)),
    ];
}
