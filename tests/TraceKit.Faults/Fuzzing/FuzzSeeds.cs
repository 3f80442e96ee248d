using System.Text;
using TraceKit.Faults.Support;
using TraceKit.TestKit;

namespace TraceKit.Faults.Fuzzing;

/// <summary>What inputs are made of: files that are written here, and the shared data where it is.</summary>
internal static class FuzzSeeds
{
    private const int MostBytes = 8 * 1024;

    /// <summary>Small run files.</summary>
    public static IReadOnlyList<byte[]> RunFiles { get; } = MakeRunFiles();

    /// <summary>Replies of models.</summary>
    public static IReadOnlyList<byte[]> Replies { get; } =
    [
        .. new[]
        {
            """{"steps":[{"step_id":1,"intent":"find it"},{"step_id":2,"intent":"cancel it"}],"goal":"go","rationale":"two do"}""",
            "Sure!\n```json\n{\"steps\":[{\"step_id\":1,\"intent\":\"look\"}]}\n```\nDone.",
            "I think {\"steps\":[]} is best, or {\"steps\":[{\"step_id\":7}]}",
            "no plan at all",
        }.Select(Encoding.UTF8.GetBytes),
        .. Shared("gorilla_raw_responses", "*.jsonl", 4),
    ];

    /// <summary>Recipes.</summary>
    public static IReadOnlyList<byte[]> Recipes { get; } =
    [
        .. new[]
        {
            """{"name":"n","format":"openai","rows":["chat","planner"],"split":{"by":"run","train":0.7,"validation":0.2},"select":{"outcome":"success"},"system_prompts":{"planner":"You plan."}}""",
            """{ "format": "trl", /* a comment */ "rows": ["chat",], }""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Rows of datasets.</summary>
    public static IReadOnlyList<byte[]> Rows { get; } =
    [
        .. new[]
        {
            """{"messages":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":"a"}]}""" + "\n" + """{"prompt":[{"role":"user","content":"u"}],"completion":[{"role":"assistant","content":"a"}]}""" + "\n",
            """{"messages":[{"role":"user","content":"u"},{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},{"role":"tool","tool_call_id":"c","content":"r"},{"role":"assistant","content":"a"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"a":{"type":"integer"}}}}}]}""" + "\n",
        }.Select(Encoding.UTF8.GetBytes),
        .. Shared("adp_raw_std_sft", "*.jsonl", 3),
    ];

    /// <summary>Files of a folder of the shared data, cut to a size that leaves room for many inputs; none where the data is absent.</summary>
    public static IReadOnlyList<byte[]> Shared(string name, string pattern, int most) => SharedData.Folder(name) is not { } folder
        ? []
        : [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(most).Select(Head)];

    private static byte[] Head(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] bytes = new byte[Math.Min(stream.Length, MostBytes)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static IReadOnlyList<byte[]> MakeRunFiles()
    {
        using var folder = new TempFolder();
        byte[] one = File.ReadAllBytes(Some.RunFile(folder, decisions: 1, runId: "one"));
        byte[] two = File.ReadAllBytes(Some.RunFile(folder, decisions: 2, runId: "two"));
        LargeRun large = LargeRun.Shared;
        return [one, two, [.. one, .. two], large.Bytes[..large.Ends[8]]];
    }
}
