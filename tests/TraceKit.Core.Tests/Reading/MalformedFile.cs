using System.Text;
using TraceKit.RunFiles;

namespace TraceKit.Core.Tests.Reading;

/// <summary>A file that breaks the format, and the first finding that a reader must come to: rule, line, column.</summary>
public sealed class MalformedFile(string name, byte[] bytes, string rule, long line = 0, long column = 0)
{
    private const string Run = """{"kind":"run","format":"tracekit/1","run_id":"good",""";

    public ReadOnlyMemory<byte> Bytes => bytes;

    public string Rule => rule;

    public long Line => line;

    public long Column => column;

    public override string ToString() => name;

    /// <summary>Every one that there is a test for.</summary>
    public static IEnumerable<MalformedFile> All =>
        [.. Files(), .. Lines(), .. RunLines(), .. EventLines(), .. GapLines(), .. EndLines(), .. Chains(), .. Order(), .. Meaning()];

    private static IEnumerable<MalformedFile> Files()
    {
        byte[] good = ForgedFile.Good;
        yield return new("empty file", [], "TRC-01");
        yield return new("only a byte order mark", [0xEF, 0xBB, 0xBF], "TRC-03", 1, 1);
        yield return new("binary", [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 10, 2, 0], "TRC-02");
        yield return new("NUL bytes alone", new byte[4096], "TRC-02");
        yield return new("byte order mark", [0xEF, 0xBB, 0xBF, .. good], "TRC-03", 1, 1);
        yield return new("CR LF", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good).ReplaceLineEndings("\r\n")), "TRC-04", 1, ForgedFile.Lines(good)[0].Length + 1);
        yield return new("NUL tail", [.. good, .. new byte[100]], "TRC-06", 8);
        yield return new("NUL line", [.. good, .. new byte[100], (byte)'\n'], "TRC-05", 8, 1);
        yield return new("torn line", good[..^40], "TRC-06", 7);
        yield return new("torn first line", good[..40], "TRC-06", 1);
        yield return new("no line feed at the end", good[..^1], "TRC-06", 7);
        yield return new("not sealed", ForgedFile.Begin().Unsealed().Bytes(), "TRC-21");
    }

    private static IEnumerable<MalformedFile> Lines()
    {
        yield return new("empty line", Inserted(""), "TRC-08", 3, 1);
        yield return new("prose", Inserted("hello"), "TRC-08", 3, 1);
        yield return new("array", Inserted("[1]"), "TRC-08", 3, 1);
        yield return new("a number", Inserted("7"), "TRC-08", 3, 1);
        yield return new("trailing comma", Inserted("""{"kind":"event",}"""), "TRC-08", 3, 17);
        yield return new("comment", Inserted("""{"kind":"event"/* hm */}"""), "TRC-08", 3, 16);
        yield return new("two objects on a line", Inserted("""{"kind":"gap"}{"kind":"gap"}"""), "TRC-08", 3, 15);
        yield return new("control character in a string", Inserted("{\"kind\":\"a\u0001\"}"), "TRC-08", 3, 11);
        yield return new("NaN", Inserted("""{"kind":NaN}"""), "TRC-08", 3, 9);
        yield return new("line of 10 MB", Inserted($$"""{"kind":"{{new string('x', 10_000_000)}}"}"""), "TRC-07", 3);
        yield return new("100,000 nested arrays", Inserted($$"""{"kind":{{new string('[', 100_000)}}"""), "TRC-09", 3, 72);
        yield return new("member twice", Inserted("""{"kind":"event","seq":1,"seq":2}"""), "TRC-10", 3);
        yield return new("member twice, once escaped", Inserted("""{"kind":"event","\u0073eq":1,"seq":2}"""), "TRC-10", 3);
        yield return new("member twice in the data", Inserted("""{"kind":"event","data":{"a":{"b":1,"b":1}}}"""), "TRC-10", 3);
        yield return new("broken UTF-8", [.. ForgedFile.Good, (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}', (byte)'\n'], "TRC-11", 8);
        yield return new("overlong UTF-8", [.. ForgedFile.Good, (byte)'"', 0xC0, 0xAF, (byte)'"', (byte)'\n'], "TRC-11", 8);
        yield return new("surrogate in UTF-8", [.. ForgedFile.Good, (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)'\n'], "TRC-11", 8);
        yield return new("escaped lone surrogate", Inserted("""{"kind":"\ud800"}"""), "TRC-11", 3);
        yield return new("escaped lone surrogate in a name", Inserted("""{"kind":"event","\udc00":1}"""), "TRC-11", 3);
        yield return new("unknown kind", Inserted("""{"kind":"note","run_id":"good"}"""), "TRC-12", 3);
        yield return new("no kind", Inserted("""{"run_id":"good"}"""), "TRC-12", 3);
        yield return new("kind is a number", Inserted("""{"kind":1}"""), "TRC-12", 3);
    }

    private static IEnumerable<MalformedFile> RunLines()
    {
        yield return Changed("later format", 1, "tracekit/1", "tracekit/2", "TRC-14");
        yield return Changed("no format", 1, "\"format\":\"tracekit/1\",", "", "TRC-14");
        yield return Changed("format is a number", 1, "\"tracekit/1\"", "1", "TRC-14");
        yield return Changed("run line without goal", 1, "\"goal\":\"Cancel my flight\",", "", "TRC-13", After(1, -26));
        yield return Changed("run line with a member too many", 1, Run, Run + "\"colour\":1,", "TRC-13", Run.Length + 10);
        yield return Changed("run line with a number for its goal", 1, "\"Cancel my flight\"", "1", "TRC-13", At(1, "\"goal\":") + 8);
        yield return Changed("run line with null for its goal", 1, "\"Cancel my flight\"", "null", "TRC-13", At(1, "\"goal\":") + 11);
        yield return Changed("run line with a time of another form", 1, "54:00.0000000Z", "54:00Z", "TRC-13", At(1, "\"started_at\":") + 35);
        yield return Changed("run id that climbs", 1, "\"run_id\":\"good\"", "\"run_id\":\"../good\"", "TRC-13");
    }

    private static IEnumerable<MalformedFile> EventLines()
    {
        yield return Changed("event without seq", 2, "\"seq\":0,", "", "TRC-13");
        yield return Changed("event without type", 2, "\"type\":\"planner_input\",", "", "TRC-13");
        yield return Changed("event without version", 2, "\"version\":1,", "", "TRC-13");
        yield return Changed("event without data", 2, ",\"data\":{\"goal\":\"go\",\"observation\":\"page\",\"action_history\":[]}", "", "TRC-13");
        yield return Changed("event without run", 2, "\"run_id\":\"good\",", "", "TRC-13");
        yield return Changed("event with a member too many", 2, "\"seq\":0,", "\"seq\":0,\"colour\":1,", "TRC-13", At(2, "\"seq\":") + 8);
        yield return Changed("event with a text for its seq", 2, "\"seq\":0", "\"seq\":\"0\"", "TRC-13", At(2, "\"seq\":"));
        yield return Changed("event with a fraction for its step", 2, "\"step\":0", "\"step\":0.5", "TRC-13", At(2, "\"step\":"));
        yield return Changed("event with a step beyond its range", 2, "\"step\":0", "\"step\":3000000000", "TRC-13", At(2, "\"step\":"));
        yield return Changed("event with null for its role", 2, "\"role\":\"planner\"", "\"role\":null", "TRC-13", At(2, "\"role\":"));
        yield return Changed("event with a number for its time", 2, "\"time\":\"2026-11-21T02:54:00.0000000Z\"", "\"time\":1", "TRC-13", At(2, "\"time\":") + 8);
        yield return Changed("event with an origin of no format", 2, "\"seq\":0,", "\"seq\":0,\"origin\":{},", "TRC-13", At(2, "\"seq\":") + 19);
        yield return Changed("event that is truncated to a number", 2, "\"seq\":0,", "\"seq\":0,\"truncated\":1,", "TRC-13", At(2, "\"seq\":") + 8);
    }

    private static IEnumerable<MalformedFile> GapLines()
    {
        yield return Changed("gap without reason", 4, ",\"reason\":\"not_serializable: InvalidOperationException: no\"", "", "TRC-13", After(4, -59));
        yield return Changed("gap with a member too many", 4, "\"count\":1", "\"colour\":1,\"count\":1", "TRC-13", At(4, "\"count\":") + 9);
        yield return Changed("gap with a text for its count", 4, "\"count\":1", "\"count\":\"1\"", "TRC-13", At(4, "\"count\":") + 11);
    }

    private static IEnumerable<MalformedFile> EndLines()
    {
        yield return Changed("end without status", 7, "\"status\":\"completed\",", "", "TRC-13", After(7, -21));
        yield return Changed("end with a member too many", 7, "\"status\":", "\"colour\":1,\"status\":", "TRC-13", At(7, "\"status\":") + 9);
        yield return Changed("end with an unknown status", 7, "\"completed\"", "\"done\"", "TRC-13", At(7, "\"status\":") + 15);
        yield return Changed("end with a number for its status", 7, "\"completed\"", "1", "TRC-13", At(7, "\"status\":") + 10);
        yield return Changed("end with a number for its source", 7, "\"tests\"", "2", "TRC-13", At(7, "\"success_source\":") + 18);
        yield return Changed("end without the ledger's total", 7, "\"emitted\":5,", "", "TRC-13", At(7, "\"sha256\":") - 1 - 12);
    }

    private static IEnumerable<MalformedFile> Chains()
    {
        string[] lines = ForgedFile.Lines(ForgedFile.Good);
        yield return new("changed byte", ForgedFile.Join(Set(lines, 5, lines[5].Replace("search", "seerch", StringComparison.Ordinal))), "TRC-18", 6);
        yield return new("changed checksum", ForgedFile.Join(Set(lines, 4, lines[4][..^3] + (lines[4][^3] == '0' ? '1' : '0') + "\"}")), "TRC-18", 5);
        yield return new("checksum in capitals", ForgedFile.Join(Set(lines, 0, lines[0][..^10] + lines[0][^10..^2].ToUpperInvariant() + "\"}")), "TRC-18", 1);
        yield return new("no checksum", ForgedFile.Join(Set(lines, 5, lines[5][..^RunFormat.CrcTailLength] + "}")), "TRC-18", 6);
        yield return new("checksum is not the last member", ForgedFile.Join(Set(lines, 5, lines[5][..^1] + ",\"step\":1}")), "TRC-18", 6);
        yield return new("removed line", ForgedFile.Join([.. lines[..4], .. lines[5..]]), "TRC-18", 5);
        yield return new("removed gap line", ForgedFile.Join([.. lines[..3], .. lines[4..]]), "TRC-18", 4);
        yield return new("repeated line", ForgedFile.Join([.. lines[..5], lines[4], .. lines[5..]]), "TRC-18", 6);
        yield return new("swapped lines", ForgedFile.Join([.. lines[..4], lines[5], lines[4], .. lines[6..]]), "TRC-18", 5);
        yield return new("line of another run's chain", ForgedFile.Join([.. lines[..5], ForgedFile.Lines(ForgedFile.Other)[5].Replace("other", "good", StringComparison.Ordinal), .. lines[6..]]), "TRC-18", 6);
    }

    private static IEnumerable<MalformedFile> Order()
    {
        string[] lines = ForgedFile.Lines(ForgedFile.Good);
        yield return new("event before its run line", ForgedFile.Join([lines[1], lines[0], .. lines[2..]]), "TRC-15", 1);
        yield return new("no run line", ForgedFile.Join(lines[1..]), "TRC-15", 1);
        yield return new("event of a run that is not there", ForgedFile.Join([.. lines[..2], ForgedFile.Lines(ForgedFile.Other)[1], .. lines[2..]]), "TRC-15", 3);
        yield return new("two run lines", ForgedFile.Join([lines[0], .. lines]), "TRC-16", 2);
        yield return new("the same file twice", [.. ForgedFile.Good, .. ForgedFile.Good], "TRC-16", 8);
        yield return Changed("seq with a hole", 5, "\"seq\":2", "\"seq\":3", "TRC-17");
        yield return Changed("seq twice", 5, "\"seq\":2", "\"seq\":1", "TRC-17");
        yield return Changed("seq below zero", 2, "\"seq\":0", "\"seq\":-1", "TRC-17");
        yield return new("seq swapped", ForgedFile.Begin().Change(5, "\"seq\":2", "\"seq\":3").Change(6, "\"seq\":3", "\"seq\":2").Bytes(), "TRC-17", 5);
        yield return new("event after the end", ForgedFile.Join([.. lines, lines[5]]), "TRC-20", 8);
        yield return new("two ends", ForgedFile.Join([.. lines, lines[6]]), "TRC-20", 8);
        yield return new("wrong number of events", ForgedFile.Begin().Change(7, "\"events\":4", "\"events\":3").Bytes(), "TRC-19", 7);
        yield return new("wrong number of bytes", ForgedFile.Begin().Change(7, "\"bytes\":1", "\"bytes\":9").Bytes(fitSeal: false), "TRC-19", 7);
        yield return new("wrong hash", ForgedFile.Begin().Change(7, "\"sha256\":\"", "\"sha256\":\"0").Bytes(fitSeal: false), "TRC-19", 7);
        yield return Changed("ledger that does not add up", 7, "\"emitted\":5", "\"emitted\":6", "TRC-19");
        yield return Changed("ledger that counts other events", 7, "\"emitted\":5,\"written\":4", "\"emitted\":6,\"written\":5", "TRC-19");
    }

    private static IEnumerable<MalformedFile> Meaning()
    {
        yield return Changed("answer to what is not there", 3, "\"answers\":0", "\"answers\":9", "TRC-22");
        yield return Changed("answer to itself", 3, "\"answers\":0", "\"answers\":1", "TRC-22");
        yield return Changed("answer to what is below zero", 3, "\"answers\":0", "\"answers\":-1", "TRC-22");
        yield return Changed("decision that is not there", 5, "\"seq\":2,", "\"seq\":2,\"decision\":2,", "TRC-22");
        yield return Changed("data without a required member", 2, "\"goal\":\"go\",", "", "TRC-23");
        yield return Changed("data with a member too many", 2, "\"goal\":\"go\",", "\"goal\":\"go\",\"colour\":1,", "TRC-23");
        yield return Changed("data of the wrong type", 2, "\"action_history\":[]", "\"action_history\":{}", "TRC-23");
        yield return Changed("data with null where there must be a text", 2, "\"goal\":\"go\"", "\"goal\":null", "TRC-23");
        yield return Changed("data that is null", 5, "{\"conversation\":\"c\",\"role\":\"user\",\"content\":\"hi\"}", "null", "TRC-23");
        yield return Changed("data that is an array", 5, "{\"conversation\":\"c\",\"role\":\"user\",\"content\":\"hi\"}", "[]", "TRC-23");
    }

    private static byte[] Inserted(string line)
    {
        string[] lines = ForgedFile.Lines(ForgedFile.Good);
        return ForgedFile.Join([.. lines[..2], line, .. lines[2..]]);
    }

    private static MalformedFile Changed(string name, int line, string from, string to, string rule, long column = 0) =>
        new(name, ForgedFile.Begin().Change(line, from, to).Bytes(), rule, line, column);

    private static string[] Set(string[] lines, int index, string line)
    {
        string[] changed = [.. lines];
        changed[index] = line;
        return changed;
    }

    private static long At(int line, string text) => ForgedFile.Lines(ForgedFile.Good)[line - 1].IndexOf(text, StringComparison.Ordinal) + 1;

    /// <summary>The column after the closing brace, which is where a missing member shows.</summary>
    private static long After(int line, int shorter) => ForgedFile.Lines(ForgedFile.Good)[line - 1].Length + shorter + 1;
}
