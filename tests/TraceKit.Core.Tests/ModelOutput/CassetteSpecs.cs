using System.Globalization;
using System.Text.Json.Nodes;
using TraceKit.Models;
using TraceKit.ModelOutput;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.ModelOutput;

/// <summary>Recorded exchanges with real providers, whole and streamed. The approved table says what became of every reply in them.</summary>
public sealed class CassetteSpecs
{
    [Theory]
    [InlineData("logfire")]
    [InlineData("openinference")]
    [InlineData("otelpy")]
    public void What_becomes_of_recorded_replies_is_known(string name)
    {
        string? folder = SharedData.Folder("llm_http_cassettes");
        Assert.SkipWhen(folder is null, "skipped: the recorded exchanges (llm_http_cassettes) are not beside the repository");

        var exchanges = File.ReadLines(Path.Combine(folder, name + ".jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        List<string> outcomes = [.. exchanges.SelectMany(Outcomes)];

        Approved.Check(name, string.Join('\n', (string[])
        [
            string.Create(CultureInfo.InvariantCulture, $"{exchanges.Count} exchanges"),
            .. outcomes.CountBy(outcome => outcome).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value,4}  {count.Key}")),
        ]) + "\n");
    }

    private static IEnumerable<string> Outcomes(JsonObject exchange)
    {
        string from = $"{exchange["host"]} {((string)exchange["path"]!).Split('?', '#')[0].Split('/')[^1].Split(':')[^1]}{((bool)exchange["sse"]! ? " streamed" : string.Empty)}";
        if ((int)exchange["status"]! != 200)
        {
            yield return $"{from}: refused with {exchange["status"]}";
            yield break;
        }

        IReadOnlyList<CassetteReply> replies = CassetteReply.In(exchange["response"]);
        if (replies.Count == 0)
        {
            yield return $"{from}: nothing written";
        }

        foreach (CassetteReply reply in replies)
        {
            yield return $"{from}: {(reply.IsArguments ? "arguments" : "text")} {OutcomeOf(reply.Text)}";
        }
    }

    private static string OutcomeOf(string reply)
    {
        if (ModelOutputParser.TryParse(reply, RawReplySpecs.AnyObject.Default.DictionaryStringJsonElement, out _, out ModelOutputSpan span, out ModelOutputFailure? failure))
        {
            Assert.IsType<JsonObject>(JsonNode.Parse(reply.Substring(span.Start, span.Length)));
            return span.Method.ToWireName();
        }

        return failure.Kind == ParseFailureKind.NoJson ? "no_json" : $"schema_error at {failure.Path}: {failure.Rule}";
    }
}
