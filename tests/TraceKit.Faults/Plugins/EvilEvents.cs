using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TraceKit.Collection;

namespace TraceKit.Faults.Plugins;

/// <summary>Getters and converters that do their worst.</summary>
internal static class EvilEvents
{
    private static readonly ActivitySource Activities = new("TraceKit.Faults.Evil");
    private static readonly Meter Meter = new("TraceKit.Faults.Evil");
    private static readonly Counter<long> Counter = Meter.CreateCounter<long>("evil");

    public static IEnumerable<EvilPlugin> All() => Getters().Concat(Converters());

    /// <summary>Getters and converters that do not return, or write what is no JSON of ours: they need a guard around serialising.</summary>
    public static IEnumerable<EvilPlugin> Guarded()
    {
        yield return Converter("writes raw text that is no JSON", writer => writer.WriteRawValue("}{not json", skipInputValidation: true));
        yield return Converter("writes a raw member twice", writer => writer.WriteRawValue("{\"a\":1,\"a\":2}"));
        yield return Hangs("a getter that hangs", (bench, wait) => bench.Run.Emit(new EvilGetter { OnRead = () => Text(wait) }));
        yield return Hangs("a converter that hangs", (bench, wait) => bench.Run.Emit(Written(writer => writer.WriteStringValue(Text(wait)))));
    }

    private static EvilPlugin Hangs(string name, Action<PluginBench, ManualResetEventSlim> act)
    {
        EvilPlugin? plugin = null;
        return plugin = new EvilPlugin(name, () => new PluginBench(), bench => act(bench, plugin!.Ended));
    }

    private static string Text(ManualResetEventSlim wait)
    {
        wait.Wait(TimeSpan.FromSeconds(30));
        return "late";
    }

    private static IEnumerable<EvilPlugin> Getters()
    {
        yield return Getter("throws", _ => throw new InvalidOperationException("no"));
        yield return Getter("throws what has no message", _ => throw new SpitefulException());
        yield return Getter("throws with ten million characters", _ => throw new InvalidOperationException(new string('x', 10_000_000)));
        yield return Getter("throws out of memory", _ => throw new InsufficientMemoryException());
        yield return Getter("throws a cancellation", _ => throw new OperationCanceledException());
        yield return Getter("recurses until the stack is used up", _ => Recurse(0));
        yield return Getter("allocates a gigabyte in pieces", _ => Enumerable.Range(0, 256).Max(_ => new byte[4 * 1024 * 1024].Length).ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return Getter("gives 30 MB", _ => new string('x', 30 * 1024 * 1024));
        yield return Getter("gives half a surrogate pair", _ => "a\ud800b");
        yield return Getter("emits events", bench => string.Concat(Enumerable.Range(0, 10).Select(_ => bench.Run.Emit(new Plain { Text = "inner" }).Seq)));
        yield return Getter("emits itself, ten deep", bench => Nested(bench, 10));
        yield return Getter("emits from other threads", bench => EmitElsewhere(bench));
        yield return Getter("flushes the run", bench => bench.Run.Flush() ? "flushed" : "not");
        yield return Getter("opens a decision and leaves it", bench => bench.Run.Decide(TestKit.Some.PlannerInput()).ToString()!);
        yield return Getter("starts a run and ends it", bench => StartAnother(bench));
        yield return Getter("reads the run file", bench => Reading.RunFileReader.Read(bench.Path).Runs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return Getter("generates telemetry", _ => Telemetry());
    }

    private static IEnumerable<EvilPlugin> Converters()
    {
        yield return Converter("throws", _ => throw new InvalidOperationException("no"));
        yield return Converter("writes nothing", _ => { });
        yield return Converter("writes two values", writer =>
        {
            writer.WriteNumberValue(1);
            writer.WriteNumberValue(2);
        });
        yield return Converter("leaves objects open", writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("a");
        });
        yield return Converter("closes what is not its own", writer =>
        {
            writer.WriteNumberValue(1);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        yield return Converter("writes 100,000 levels", writer => Enumerable.Range(0, 100_000).ToList().ForEach(_ => writer.WriteStartArray()));
        yield return Converter("writes a raw line feed", writer => writer.WriteRawValue("{\n\"a\":1}"));
        yield return Converter("writes a raw end line", writer => writer.WriteRawValue("1}\n{\"kind\":\"end\"", skipInputValidation: true));
        yield return Converter("resets the writer", writer => writer.Reset());
        yield return Converter("flushes the writer", writer =>
        {
            writer.WriteNumberValue(1);
            writer.Flush();
        });
        yield return Converter("disposes the writer", writer => writer.Dispose());
        yield return Converter("writes 30 MB", writer => writer.WriteStringValue(new string('x', 30 * 1024 * 1024)));
        yield return Converter("recurses until the stack is used up", writer => writer.WriteStringValue(Recurse(0)));
    }

    private static EvilPlugin Getter(string name, Func<PluginBench, string> read) =>
        new($"a getter that {name}", () => new PluginBench(), bench => bench.Run.Emit(new EvilGetter { OnRead = () => read(bench) }));

    private static EvilPlugin Converter(string name, Action<Utf8JsonWriter> write) =>
        new($"a converter that {name}", () => new PluginBench(), bench => bench.Run.Emit(Written(write)));

    private static EvilConverter Written(Action<Utf8JsonWriter> write) => new() { Payload = new WrittenByHand(write) };

    private static string Recurse(int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Recurse(depth + 1) + depth;
    }

    private static string Nested(PluginBench bench, int depth) =>
        depth == 0 ? "bottom" : $"{bench.Run.Emit(new EvilGetter { OnRead = () => Nested(bench, depth - 1) }).Seq}";

    private static string EmitElsewhere(PluginBench bench)
    {
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() => bench.Run.Emit(new Plain { Text = "elsewhere" })))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return "joined";
    }

    private static string StartAnother(PluginBench bench)
    {
        using TraceRun other = bench.Collector.StartRun(new RunDescriptor { Goal = "Inner", ParentRunId = "host" });
        other.Emit(new Plain { Text = "good" });
        return other.RunId;
    }

    private static string Telemetry()
    {
        using Activity? activity = Activities.StartActivity("evil");
        Counter.Add(1);
        return "told";
    }

    private sealed class SpitefulException : Exception
    {
        public override string Message => throw new NotSupportedException("no message");

        public override string? StackTrace => throw new NotSupportedException("no trace");
    }
}
