using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using TraceKit.Faults.Redaction;
using TraceKit.Faults.Support;
using TraceKit.Redaction;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>S2: secrets of every kind, disguised in every way.</summary>
internal static class RedactionAtScale
{
    private const double MostFalse = 0.005;
    private const int AdversarialBytes = 16_000;

    /// <summary>The goals, and what fails here: a machine that does something else as well must not fail a build.</summary>
    private const double MostNanosecondsPerByte = 200;
    private const double LeastMegabytesPerSecond = 100;
    private const double Patience = 4;

    private static readonly RedactionPolicy Policy = Secrets.Default.With(PersonalData.Default.Rules);

    public static Campaign Campaign { get; } = new(
        "S2", "A planted secret of a known kind is in no byte of an output, plain or encoded, and text without secrets stays as it is.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        int each = scale == Scale.Long ? 5_000 : 60;
        var progress = new Progress(Campaign.Id, (long)Disguise.All.Count * SecretMaker.All.Count * each, scale);
        List<string> broken = [];
        List<string> recalls = [];
        foreach (Disguise disguise in Disguise.All)
        {
            (double recall, string missed) = Recall(disguise, each, progress);
            recalls.Add(string.Create(CultureInfo.InvariantCulture, $"{disguise.Name} {recall:P2}"));
            if (recall < disguise.Goal)
            {
                broken.Add(string.Create(CultureInfo.InvariantCulture, $"{disguise.Name}: {recall:P2} are found, {disguise.Goal:P1} is the goal; missed: {missed}"));
            }
        }

        (double falsePositives, double benignSpeed) = Benign(broken);
        (double worst, string unit) = Worst();
        if (worst > Patience * MostNanosecondsPerByte)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"'{unit}' again and again costs {worst:F0} ns a byte"));
        }

        if (TestText.Benign.Count > 0 && benignSpeed < LeastMegabytesPerSecond / Patience)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"real traces are read with {benignSpeed:F1} MB/s"));
        }

        broken.AddRange(PlantedSecrets.Found(Policy));
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{each:N0} secrets of each of {SecretMaker.All.Count} kinds in {Disguise.All.Count} disguises; {TestText.Benign.Count} real traces"),
            Figures = string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", recalls)}; false positives {falsePositives:P2}; {benignSpeed:F0} MB/s on benign text; at worst {worst:F0} ns a byte ('{(unit.Length > 40 ? unit[..40] + "…" : unit)}'); 0 planted bytes in run files, blobs, torn files, stories, datasets, OTLP and logs"),
            Broken = broken,
        };
    }

    private static (double Recall, string Missed) Recall(Disguise disguise, int each, Progress progress)
    {
        var missed = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Parallel.ForEach(SecretMaker.All, maker =>
        {
            for (int number = 0; number < each; number++)
            {
                (string before, string secret, string after) = maker.Make(new Dice(number));
                string output = Redact(disguise.Event(before, secret, after));
                if (disguise.Traces(before, secret, after).Any(trace => output.Contains(trace, StringComparison.Ordinal)))
                {
                    missed.AddOrUpdate(maker.Rule, 1, (_, count) => count + 1);
                }

                progress.Add();
            }
        });
        string rules = string.Join(", ", missed.OrderByDescending(rule => rule.Value).Take(8).Select(rule => $"{rule.Key} {rule.Value}"));
        return (1 - (missed.Values.Sum() / (double)(SecretMaker.All.Count * each)), rules);
    }

    private static string Redact(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        return new RunRedactor(Policy, "key"u8).Redact(Encoding.UTF8.GetBytes(json), output, new RedactionCounts()) ? Encoding.UTF8.GetString(output.WrittenSpan) : json;
    }

    /// <summary>Redacts real traces with the rules for secrets, which they do not hold, and measures.</summary>
    private static (double FalsePositives, double MegabytesPerSecond) Benign(List<string> broken)
    {
        if (TestText.Benign.Count == 0)
        {
            return (0, 0);
        }

        var redactor = new RunRedactor(Secrets.Default, "key"u8);
        byte[][] events = [.. TestText.Benign.Select(Encoding.UTF8.GetBytes)];
        string[] changed = [.. events.Where(json => redactor.Redact(json, new ArrayBufferWriter<byte>(), new RedactionCounts())).Select(json => Encoding.UTF8.GetString(json.AsSpan(0, 60)))];
        double share = changed.Length / (double)events.Length;
        if (share > MostFalse)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{changed.Length} of {events.Length} real traces were changed: {string.Join(" | ", changed.Take(5))}"));
        }

        double best = Enumerable.Range(0, 5).Min(_ => Seconds(redactor, events));
        return (share, events.Sum(json => (double)json.Length) / best / 1e6);
    }

    private static (double NanosecondsPerByte, string Unit) Worst()
    {
        var redactor = new RunRedactor(Policy, "key"u8);
        return TestText.AdversarialTo(Policy)
            .Select(unit =>
            {
                string json = new System.Text.Json.Nodes.JsonObject { ["text"] = string.Concat(Enumerable.Repeat(unit, Math.Max(1, AdversarialBytes / unit.Length))) }.ToJsonString(TestText.Relaxed);
                byte[][] events = [Encoding.UTF8.GetBytes(json)];
                return (Enumerable.Range(0, 12).Min(_ => Seconds(redactor, events)) * 1e9 / events[0].Length, unit);
            })
            .Max();
    }

    private static double Seconds(RunRedactor redactor, byte[][] events)
    {
        var output = new ArrayBufferWriter<byte>();
        long start = Stopwatch.GetTimestamp();
        foreach (byte[] json in events)
        {
            redactor.Redact(json, output, new RedactionCounts());
            output.ResetWrittenCount();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
