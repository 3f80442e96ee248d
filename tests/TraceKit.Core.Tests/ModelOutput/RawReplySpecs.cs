using System.Text.Json;
using System.Text.Json.Serialization;
using TraceKit.ModelOutput;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.ModelOutput;

/// <summary>Replies that real models gave, read as any JSON object. The table says what became of them.</summary>
public sealed partial class RawReplySpecs
{
    [Theory]
    [InlineData("gorilla_raw_responses", "186 replies: 0 strict, 0 fenced, 0 substring, 186 no_json")]
    [InlineData("autogpt_benchmarks", "587 replies: 473 strict, 17 fenced, 1 substring, 96 no_json")]
    [InlineData("who_and_when", "177 replies: 0 strict, 0 fenced, 176 substring, 1 no_json")]
    public void What_becomes_of_real_replies_is_known(string folder, string table)
    {
        Assert.SkipWhen(SharedData.Folder(folder) is null, $"skipped: the replies ({folder}) are not beside the repository");
        var counts = new Dictionary<string, int> { ["strict"] = 0, ["fenced"] = 0, ["substring"] = 0, ["no_json"] = 0 };
        List<string> replies = [.. Replies(folder, SharedData.Folder(folder)!)];

        foreach (string reply in replies)
        {
            bool found = ModelOutputParser.TryParse(reply, AnyObject.Default.DictionaryStringJsonElement, out _, out ModelOutputSpan span, out ModelOutputFailure? failure);
            counts[found ? span.Method.ToWireName() : failure!.Kind == Models.ParseFailureKind.NoJson ? "no_json" : "schema_error"]++;
            if (found)
            {
                // Letter for letter a part of the reply, and an object by itself.
                using var part = JsonDocument.Parse(reply.AsMemory(span.Start, span.Length));
                Assert.Equal(JsonValueKind.Object, part.RootElement.ValueKind);
            }
        }

        Assert.Equal(table, $"{replies.Count} replies: {string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}");
    }

    private static IEnumerable<string> Replies(string name, string folder) => name switch
    {
        "gorilla_raw_responses" => Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => Parse(line).GetProperty("text").GetString()!),
        "autogpt_benchmarks" => Directory.EnumerateFiles(Path.Combine(folder, "logs"), "*.response.json")
            .SelectMany(file => Parse(File.ReadAllText(file)).EnumerateObject())
            .SelectMany(test => test.Value.EnumerateObject())
            .SelectMany(run => run.Value.EnumerateObject())
            .Select(turn => turn.Value.GetProperty("content").GetString()!),
        _ => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .SelectMany(file => Parse(File.ReadAllText(file)).GetProperty("history").EnumerateArray())
            .Select(turn => turn.GetProperty("content").GetString() ?? string.Empty)
            .Where(content => content.Contains("Updated Ledger", StringComparison.Ordinal)),
    };

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    [JsonSerializable(typeof(Dictionary<string, JsonElement>))]
    internal sealed partial class AnyObject : JsonSerializerContext;
}
