using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Faults.Plugins;
using TraceKit.Faults.Support;
using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Faults.Intrusions;

/// <summary>Text that would be a line of its own in a run file.</summary>
internal static class LineIntrusions
{
    private static readonly (string Name, string Text)[] Texts =
    [
        ("a line feed", "a\n{\"kind\":\"end\",\"run_id\":\"host\"}"), ("a carriage return", "a\rb"), ("CR LF", "a\r\nb"), ("U+2028", "a\u2028b"), ("U+2029", "a\u2029b"), ("NEL", "a\u0085b"), ("NUL", "a\0b"),
        ("an end of the JSON", "a\"}\n{\"kind\":\"run\"}"), ("a checksum", "a\",\"crc\":\"00000000\"}"), ("a backslash at the end", "a\\"), ("a byte order mark", "\ufeffa"), ("vertical tab and form feed", "a\v\fb"),
    ];

    private static readonly (string Name, Action<TraceRun, string> Put)[] Places =
    [
        ("an event's text", (run, text) => run.Emit(new Plain { Text = text })),
        ("an event's role", (run, text) => run.Emit(new Plain { Text = "x" }, new Emission { Role = text })),
        ("a message", (run, text) => run.Emit(new Message { Conversation = text, Role = text, Content = text })),
        ("an exception", (run, text) => run.Fail(new InvalidOperationException(text))),
        ("a reason to stop", (run, text) => run.Abort(text)),
        ("what a getter throws", (run, text) => run.Emit(new EvilGetter { OnRead = () => throw new InvalidOperationException(text) })),
    ];

    public static IEnumerable<Intrusion> All() =>
    [
        .. Texts.SelectMany(text => Places.Select(place => new Intrusion($"{text.Name} in {place.Name}", () => Forged(run => place.Put(run, text.Text), "g")))),
        .. Texts.Select(text => new Intrusion($"{text.Name} in a goal, a task and a tag", () => Forged(_ => { }, text.Text))),
        new("a raw line feed by a converter", () => Forged(run => run.Emit(new EvilConverter { Payload = new WrittenByHand(writer => writer.WriteRawValue("{\n}")) }), "g")),
        new("a raw end line by a converter", () => Forged(run => run.Emit(new EvilConverter { Payload = new WrittenByHand(writer => writer.WriteRawValue("1}\n{\"kind\":\"end\"}", skipInputValidation: true)) }), "g")),
    ];

    private static string? Forged(Action<TraceRun> put, string goal)
    {
        using var folder = new MemoryFolder();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder.Path, RecoverAtStart = false });
        using TraceRun run = collector.StartRun(new RunDescriptor { RunId = "host", Goal = goal, TaskId = goal, Tags = new Dictionary<string, string> { [goal] = goal } });
        run.Emit(new Plain { Text = "before" });
        put(run);
        run.Complete(success: true, SuccessSource.Human);
        RunFileContents contents = RunFileReader.Read(run.Path!);
        TraceFinding? error = contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error);
        int lines = File.ReadAllBytes(run.Path!).Count(value => value == '\n');
        RecordedRun? only = contents.Runs.Count == 1 ? contents.Runs[0] : null;
        return error is not null ? error.ToString()
            : only?.End is null ? "the run is not one, or has no end"
            : lines != 2 + only.Events.Count + only.Gaps.Count ? $"{lines} lines"
            : only.Header.Goal != goal ? "the goal is not what it was" : null;
    }
}
