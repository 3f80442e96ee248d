using System.Text;
using TraceKit.Interop.Tests.Support;

namespace TraceKit.Interop.Tests.Episodes;

/// <summary>Writes a small run folder, line by line, as the original systems did.</summary>
internal sealed class SomeEpisode(string runId = "20260101T000000Z")
{
    public const string Plan = """{"steps":[{"step_id":1,"intent":"look","success_criteria":"seen"}]}""";
    public const string PlannerInput = """{"goal":"find it","observation":"a page","action_history":[]}""";
    public const string ExecutorInput = """{"current_step_idx":0,"current_step":{"step_id":1,"intent":"look","success_criteria":""},"observation":"a page"}""";
    public const string End = """{"success":true,"final_answer":"it","metrics":{"step_count":1}}""";

    private readonly StringBuilder _lines = new();
    private int _time;

    public string? Session { get; init; } =
        $$$"""{"run_id":"{{{runId}}}","status":"completed","goal":"find it","started_at":"2026-01-01T00:00:00+00:00","summary":{"success":true}}""";

    public static string Action(bool final = false) =>
        $$$"""{"action":{"action_type":"{{{(final ? "exit" : "click")}}}","target":"","arguments":{},"rationale":"","is_final":{{{(final ? "true" : "false")}}},"final_answer":""}}""";

    public static string Call(string component, string status, string parsed = "null") =>
        $$$"""{"component":"{{{component}}}","step":0,"status":"{{{status}}}","error":"{{{(status == "success" ? "" : "JSONDecodeError: bad")}}}","model":"m","temperature":0.5,"used_response_format_json_object":true,"latency_ms":12.5,"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7},"system_prompt":"s","user_prompt":"u","raw_response":"r","parsed_output":{{{parsed}}}}""";

    public SomeEpisode Line(string type, int step, string payload)
    {
        _time++;
        return Raw($$$"""{"schema_version":"1.1.0","event_version":1,"run_id":"{{{runId}}}","step":{{{step}}},"event_type":"{{{type}}}","timestamp":"2026-01-01T00:00:{{{_time:00}}}.000000+00:00","payload":{{{payload}}},"meta":{}}""");
    }

    public SomeEpisode Raw(string line, string end = "\n")
    {
        _lines.Append(line).Append(end);
        return this;
    }

    /// <summary>A decision of the planner, answered.</summary>
    public SomeEpisode Planned() => Line("planner_input", 0, PlannerInput).Line("planner_output", 0, Plan);

    public void WriteTo(ImportFolder folder, string name = "run")
    {
        if (Session is not null)
        {
            folder.Write($"{name}/session.json", Session);
        }

        folder.Write($"{name}/events.jsonl", _lines.ToString());
    }

    public Imported ImportAs(string format, ImportFolder folder)
    {
        WriteTo(folder);
        return Imported.From(format, folder.In, folder.Out);
    }
}
