using System.Security.Cryptography;
using System.Text;
using TraceKit.Interop.Tests.Support;

namespace TraceKit.Interop.Tests.TrajectoryLab;

/// <summary>Writes a trajectory by the format's list of members: no file of a real run is known.</summary>
internal sealed class SomeTrajectory(string runId = "run_0123456789ab")
{
    public const long Start = 1_767_225_600_000;

    private readonly StringBuilder _lines = new();
    private int _index;

    /// <summary>The summary beside the lines. Default: none.</summary>
    public string? Summary { get; init; }

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Snapshot(string role, string preview, string whole) =>
        $$"""{"role":"{{role}}","text_preview":"{{preview}}","text_sha256":"{{Sha256(whole)}}"}""";

    public static string Result(string tool, string preview, bool ok = true) =>
        $$"""{"tool":"{{tool}}","ok":{{(ok ? "true" : "false")}},"latency_ms":12.5,"result_preview":"{{preview}}"}""";

    public static string Report(string preview, string whole) =>
        $$"""{"report_len":{{whole.Length}},"report_sha256":"{{Sha256(whole)}}","report_preview":"{{preview}}"}""";

    /// <summary>A summary that says what a whole run of nine records adds up to, with one member said otherwise.</summary>
    public static string SummaryOf(string name = "more", string value = "null")
    {
        var members = new Dictionary<string, string>
        {
            ["run_id"] = "\"run_0123456789ab\"",
            ["topic"] = "\"find it\"",
            ["provider"] = "\"p\"",
            ["model"] = "\"m\"",
            ["status"] = "\"completed\"",
            ["event_count"] = "9",
            ["tool_call_count"] = "1",
            ["tool_error_count"] = "0",
            ["jsonl_path"] = "\"trajectories/run_0123456789ab.jsonl\"",
            ["report_len"] = "4",
            ["report_sha256"] = $"\"{Sha256("done")}\"",
            ["error"] = "null",
            [name] = value,
        };
        return $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}";
    }

    public SomeTrajectory Line(string type, string payload)
    {
        _index++;
        return Raw($$$"""{"ts_utc":{{{Start + _index}}},"run_id":"{{{runId}}}","idx":{{{_index}}},"event_type":"{{{type}}}","payload":{{{payload}}}}""");
    }

    public SomeTrajectory Raw(string line, string end = "\n")
    {
        _lines.Append(line).Append(end);
        return this;
    }

    public SomeTrajectory Started() => Line("run_started", """{"topic":"find it","provider":"p","model":"m"}""");

    public SomeTrajectory Called(string tool = "search") => Line("tool_call", $$$"""{"tool":"{{{tool}}}","kwargs":{"query":"q","limit":1.0}}""");

    public SomeTrajectory Completed(string payload = """{"status":"completed","error":null}""") => Line("run_completed", payload);

    /// <summary>Nine records, one of each type and two of phases and messages.</summary>
    public SomeTrajectory Whole() => Started()
        .Line("phase", """{"phase":"plan","status":"started","depth":2}""")
        .Line("message_snapshot", Snapshot("user", "hello", "hello"))
        .Called()
        .Line("tool_result", Result("search", "found"))
        .Line("message_snapshot", Snapshot("assistant", "a long", "a long text"))
        .Line("phase", """{"phase":"plan","status":"completed"}""")
        .Line("final_report", Report("done", "done"))
        .Completed();

    public void WriteTo(ImportFolder folder, string name = "trajectories/run_0123456789ab")
    {
        if (Summary is not null)
        {
            folder.Write($"{name}.summary.json", Summary);
        }

        folder.Write($"{name}.jsonl", _lines.ToString());
    }

    public Imported Import(ImportFolder folder)
    {
        WriteTo(folder);
        return Imported.From("trajectory-lab", folder.In, folder.Out);
    }
}
