using System.Text;
using System.Text.Json.Nodes;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Faults.Fuzzing;
using TraceKit.Faults.Redaction;
using TraceKit.Faults.Support;
using TraceKit.TestKit;
using TraceKit.Tools;
using TraceKit.Testing;

namespace TraceKit.Faults.Intrusions;

/// <summary>Text that a terminal or a Markdown page would obey.</summary>
internal static class TerminalIntrusions
{
    private static readonly (string Name, string Text)[] Texts =
    [
        ("CSI", "\u001b[31mred\u001b[2J"), ("OSC 52", "\u001b]52;c;aGFjaw==\u0007"), ("OSC 8", "\u001b]8;;http://evil.example\u001b\\link"), ("DCS", "\u001bPq\u001b\\"), ("C1", "\u009b31m\u0090x\u009c"),
        ("a CR that overwrites", "failed\rpassed"), ("backspaces", "bad\b\b\bgood"), ("right to left", "\u202egnp.exe"), ("isolates", "\u2066iso\u2069"), ("line separators", "a\u2028b\u0085c"), ("tags", "x\U000e0041\U000e0042"),
        ("zero width", "a\u200bb\ufeffc"), ("markup", "[red]x[/] [link=http://evil.example]y[/]"),
    ];

    private static readonly string[] Pages = ["# forged", "| a | b |", "<script>alert(1)</script>", "![x](http://evil.example/x.png)", "[x](javascript:alert(1))", "license: forged", "=cmd|'/c calc'!A1"];

    public static IEnumerable<Intrusion> All() =>
    [
        .. Texts.SelectMany(text => new Intrusion[]
        {
            new($"{text.Name} in what 'show' shows", () => Shown(text.Text, folder => Intrusion.Command("show", "host", "--root", folder.Path))),
            new($"{text.Name} in what 'show --full' shows", () => Shown(text.Text, folder => Intrusion.Command("show", "host", "--root", folder.Path, "--full"))),
            new($"{text.Name} in what 'ls' and 'stats' show", () => Shown(text.Text, folder => Intrusion.Command("ls", folder.Path)) ?? Shown(text.Text, folder => Intrusion.Command("stats", folder.Path))),
            new($"{text.Name} in a file that 'validate' refuses", () => Refused(text.Text)),
            new($"{text.Name} in rows that 'sft check' checks", () => Rows(text.Text)),
            new($"{text.Name} in a file that is imported", () => Imported(text.Text)),
            new($"{text.Name} on the command line", () => ReadingTargets.Obeyed(Intrusion.Command("show", text.Text, "--" + text.Text).Output)),
        }),
        .. Pages.Select(page => new Intrusion($"'{page.Split('\n')[0]}' in the card of a dataset", () => Card("x\n" + page))),
    ];

    private static string? Shown(string text, Func<MemoryFolder, (int Exit, string Output)> command)
    {
        using var folder = new MemoryFolder();
        Record(folder, text);
        (int exit, string output) = command(folder);
        return exit != 0 ? $"exit code {exit}" : ReadingTargets.Obeyed(output) ?? Literal(text, output);
    }

    /// <summary>Markup is text like any other.</summary>
    private static string? Literal(string text, string output) =>
        !text.StartsWith('[') || output.Contains("[red]x", StringComparison.Ordinal) ? null : "the markup was obeyed";

    private static void Record(MemoryFolder folder, string text)
    {
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder.Path, Time = new ManualTime(), RecoverAtStart = false });
        using TraceRun run = collector.StartRun(new RunDescriptor { RunId = "host", Goal = text, TaskId = text, Agent = text });
        using (Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(Some.PlannerInput(text, text)))
        {
            planning.Answer(Some.PlannerOutput(text));
        }

        using (Decision<ToolCall, ToolResult> use = run.Decide(new ToolCall { CallId = "c", Name = text, Arguments = text }))
        {
            use.Answer(new ToolResult { CallId = "c", Name = text, Ok = false, Content = text, ErrorKind = text });
        }

        run.Emit(Some.LlmCall() with { Component = text, Model = text });
        run.Fail(new InvalidOperationException(text), text);
    }

    private static string? Refused(string text)
    {
        using var folder = new MemoryFolder();
        string kind = new JsonObject { ["kind"] = text, ["run_id"] = text, [text] = text }.ToJsonString(TestText.Relaxed);
        File.WriteAllText(folder["x.trace.jsonl"], kind + "\n" + text + "\n");
        return ReadingTargets.Obeyed(Intrusion.Command("validate", folder.Path).Output);
    }

    private static string? Rows(string text)
    {
        using var folder = new MemoryFolder();
        var row = new JsonObject { ["messages"] = new JsonArray(new JsonObject { ["role"] = text, ["content"] = text }), [text] = text };
        File.WriteAllText(folder["rows.jsonl"], row.ToJsonString() + "\n" + text + "\n");
        return ReadingTargets.Obeyed(Intrusion.Command("sft", "check", folder["rows.jsonl"]).Output);
    }

    private static string? Imported(string text)
    {
        using var folder = new MemoryFolder();
        Directory.CreateDirectory(folder["in/20260101T000000Z"]);
        string line = new JsonObject { ["type"] = text, ["role"] = text, ["timestamp"] = text, ["payload"] = new JsonObject { [text] = text } }.ToJsonString();
        File.WriteAllBytes(folder["in/20260101T000000Z/events.jsonl"], Encoding.UTF8.GetBytes(line + "\n" + text + "\n"));
        return ReadingTargets.Obeyed(Intrusion.Command("import", "manus", folder["in"], "--out", folder["out"]).Output);
    }

    /// <summary>The card names tasks, prompts and recipes: none of their lines may become a line of the page.</summary>
    private static string? Card(string text)
    {
        using var folder = new MemoryFolder();
        for (int number = 0; number < 3; number++)
        {
            using var collector = new TraceCollector(new TraceKitOptions { Root = folder["runs"], Time = new ManualTime(), RecoverAtStart = false });
            using TraceRun run = collector.StartRun(new RunDescriptor { Goal = text, TaskId = $"{text} {number}" });
            using (Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(Some.PlannerInput(text, $"{text} {number}")))
            {
                planning.Answer(Some.PlannerOutput(text));
            }

            run.Complete(success: true, SuccessSource.Tests, text);
        }

        File.WriteAllText(folder["recipe.json"], new JsonObject { ["name"] = text, ["system_prompts"] = new JsonObject { ["planner"] = text } }.ToJsonString());
        (int exit, string output) = Intrusion.Command("sft", "build", folder["runs"], "--out", folder["ds"], "--recipe", folder["recipe.json"]);
        string card = Path.Combine(folder["ds"], "README.md");
        return !File.Exists(card) ? $"there is no card: {exit} {output}"
            : File.ReadAllText(card).Contains('\n' + text.Split('\n')[1], StringComparison.Ordinal) ? "the card has a line of the attacker" : null;
    }
}
