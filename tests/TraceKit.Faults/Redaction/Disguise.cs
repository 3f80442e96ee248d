using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TraceKit.Faults.Redaction;

/// <summary>A way in which a secret lies in an event.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Goal">Share of the secrets that are to be found; 0 where the policy says that it cannot.</param>
/// <param name="Event">Puts a secret and the text around it into an event's JSON.</param>
/// <param name="Traces">What must not be in the output: the secret as it was put in.</param>
internal sealed record Disguise(string Name, double Goal, Func<string, string, string, string> Event, Func<string, string, string, IEnumerable<string>> Traces)
{
    private const double Plain = 0.999;
    private const double Encoded = 0.95;
    private const double InUrl = 0.99;

    public static IReadOnlyList<Disguise> All { get; } =
    [
        Text("plain", Plain, (before, secret, after) => before + secret + after, (_, secret, _) => secret),
        Text("in JSON in a string", Plain, (before, secret, after) => new JsonObject { ["out"] = before + secret + after }.ToJsonString(TestText.Relaxed), (_, secret, _) => secret),
        Text("in an exception", Plain, (before, secret, after) => $"System.InvalidOperationException: 401 for {before}{secret}{after}\n   at A.B()", (_, secret, _) => secret),
        new("in a key", Plain, (before, secret, after) => new JsonObject { [before + secret + after] = 1 }.ToJsonString(TestText.Relaxed), (_, secret, _) => [Escaped(secret)]),
        Text("in a URL's query", InUrl, (before, secret, after) => $"GET https://h.example/a?q=1&t={(before == "use " ? string.Empty : before)}{secret}&x=2", (_, secret, _) => secret),
        Text("as a URL's parameter", InUrl, (before, secret, after) => $"GET https://h.example/a?q=1&t={Uri.EscapeDataString(before + secret + after)}&x=2", (_, secret, _) => Uri.EscapeDataString(secret)),
        Text("Unicode escapes", Encoded, (before, secret, after) => Each(before + secret + after, "\\u{0:x4}"), (_, secret, _) => Each(secret, "\\u{0:x4}")),
        Text("percent", Encoded, (before, secret, after) => Each(before + secret + after, "%{0:X2}"), (_, secret, _) => Each(secret, "%{0:X2}")),
        Text("hex escapes of C", Encoded, (before, secret, after) => Each(before + secret + after, "\\x{0:x2}"), (_, secret, _) => Each(secret, "\\x{0:x2}")),
        Text("HTML entities", Encoded, (before, secret, after) => Each(before + secret + after, "&#{0};"), (_, secret, _) => Each(secret, "&#{0};")),
        Whole("base64", Encoded, Convert.ToBase64String),
        Whole("base64url", Encoded, bytes => Base64Url.EncodeToString(bytes)),
        Whole("hex", Encoded, Convert.ToHexStringLower),
        Whole("hex in capitals", Encoded, Convert.ToHexString),
        Whole("base64 of base64", Encoded, bytes => Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)))),
        Whole("base64 of UTF-16", Encoded, bytes => Convert.ToBase64String(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)))),
        Whole("base64 joined to a path", Encoded, bytes => "cache/v1/" + Convert.ToBase64String(bytes)),
        Whole("percent of base64", Encoded, bytes => Uri.EscapeDataString("=" + Convert.ToBase64String(bytes))),
        Text("zero-width characters inside", Encoded, (before, secret, after) => before + Apart(secret, "\u200b") + after, (_, secret, _) => Apart(secret, "\u200b")),
        Text("soft hyphens inside", Encoded, (before, secret, after) => before + Apart(secret, "\u00ad") + after, (_, secret, _) => Apart(secret, "\u00ad")),
        new(
            "split over two strings",
            Encoded,
            (before, secret, after) => Strings([before + secret[..(secret.Length / 2)], secret[(secret.Length / 2)..] + after]),
            (_, secret, _) => [Escaped(secret[(secret.Length / 2)..])]),
        new(
            "split over strings of four characters",
            Encoded,
            (before, secret, after) => Strings([before, .. secret.Chunk(4).Select(piece => new string(piece)), after]),
            (_, secret, _) => [Strings([.. secret.Chunk(4).Take(3).Select(piece => new string(piece))])[1..^1]]),
        new(
            "split over two members",
            0,
            (before, secret, after) => new JsonObject { ["a"] = before + secret[..(secret.Length / 2)], ["b"] = secret[(secret.Length / 2)..] + after }.ToJsonString(TestText.Relaxed),
            (_, secret, _) => [Escaped(secret[(secret.Length / 2)..])]),
    ];

    private static Disguise Text(string name, double goal, Func<string, string, string, string> text, Func<string, string, string, string> trace) => new(
        name,
        goal,
        (before, secret, after) => new JsonObject { ["text"] = text(before, secret, after) }.ToJsonString(TestText.Relaxed),
        (before, secret, after) => [Escaped(trace(before, secret, after))]);

    private static Disguise Whole(string name, double goal, Func<byte[], string> encode) => Text(
        name,
        goal,
        (before, secret, after) => $"data {encode(Encoding.UTF8.GetBytes(before + secret + after))} end",
        (before, secret, after) => encode(Encoding.UTF8.GetBytes(before + secret + after)));

    private static string Strings(string[] texts) => new JsonArray([.. texts.Select(text => (JsonNode?)text)]).ToJsonString(TestText.Relaxed);

    /// <summary>As the text stands in JSON.</summary>
    private static string Escaped(string text) => JsonValue.Create(text).ToJsonString(TestText.Relaxed)[1..^1];

    private static string Each(string text, string format) => string.Concat(text.Select(character => string.Format(CultureInfo.InvariantCulture, format, (int)character)));

    private static string Apart(string secret, string mark) => secret.Insert(secret.Length / 2, mark).Insert(3, mark);
}
