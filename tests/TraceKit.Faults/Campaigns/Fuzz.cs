using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TraceKit.Faults.Fuzzing;
using TraceKit.Faults.Support;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R12: inputs that are nearly right, by the million. <c>report R12 --seed N</c> gives each target its input N alone.</summary>
internal static class Fuzz
{
    private const int LongShare = 10_000_000;
    private const int MostProblems = 5;
    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostForHanging = TimeSpan.FromSeconds(60);

    public static Campaign Campaign { get; } = new(
        "R12", "No input makes a reader, an importer, the redactor or the command crash, hang or throw what it does not say; what is accepted is the same when it is written again.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        List<string> broken = [];
        List<string> rates = [];
        long tried = 0;
        int? only = Only();
        foreach (FuzzTarget target in (FuzzTarget[])[.. ReadingTargets.All(), .. WritingTargets.All()])
        {
            int from = only ?? 0;
            int count = only is not null ? 1 : scale == Scale.Long ? LongShare : target.Share;
            long start = Stopwatch.GetTimestamp();
            var found = new ConcurrentQueue<string>();
            Run(target, from, count, scale, found);
            broken.AddRange(found);
            double rate = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            tried += count;
            rates.Add(string.Create(CultureInfo.InvariantCulture, $"{target.Name} {rate:N0}/s"));
            Console.Error.WriteLine($"{Campaign.Id}: {rates[^1]}");
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{tried:N0} inputs over {rates.Count} targets"),
            Figures = $"0 crashes, 0 hangs, 0 unexpected exceptions; {string.Join(", ", rates)}",
            Broken = broken,
        };
    }

    /// <summary>The one input that is asked for, by its number.</summary>
    private static int? Only()
    {
        string[] arguments = Environment.GetCommandLineArgs();
        int at = Array.IndexOf(arguments, "--seed");
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : null;
    }

    private static void Run(FuzzTarget target, int from, int count, Scale scale, ConcurrentQueue<string> broken)
    {
        var progress = new Progress($"{Campaign.Id} {target.Name}", count, scale);
        int next = from;
        int workers = Math.Min(Environment.ProcessorCount, count);
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(Work, maxStackSize: 8 * 1024 * 1024) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        void Work()
        {
            using IFuzzed fuzzed = target.Open();
            using var watch = new Watch(target.Name);
            int number;
            while ((number = Interlocked.Increment(ref next) - 1) < from + count && broken.Count < MostProblems)
            {
                byte[] input = Input(target, number);
                watch.Begin(number, input);
                if (Feed(fuzzed, input) is { } problem)
                {
                    broken.Enqueue($"{target.Name}: {problem}; --seed {number}: {Convert.ToBase64String(input)}");
                }

                watch.End();
                progress.Add();
            }
        }
    }

    private static byte[] Input(FuzzTarget target, int number)
    {
        var dice = new Dice(number);
        byte[] seed = dice.Pick(target.Seeds);
        return dice.OneIn(200) ? seed : new JsonMutator(dice).Mutate(seed, dice.Pick(target.Seeds));
    }

    private static string? Feed(IFuzzed fuzzed, byte[] input)
    {
        try
        {
            TimeSpan first = Took(() => fuzzed.Feed(input), out string? problem);
            return problem ?? (first > MostForOne && Took(() => fuzzed.Feed(input), out _) is var second && second > MostForOne ? $"it took {first}, and again {second}" : null);
        }
        catch (Exception failure)
        {
            string where = failure.StackTrace?.Split('\n').FirstOrDefault(frame => frame.Contains("TraceKit.", StringComparison.Ordinal))?.Trim() ?? string.Empty;
            return $"{failure.GetType().Name}: {failure.Message} {where}";
        }
    }

    private static TimeSpan Took(Func<string?> feed, out string? problem)
    {
        long start = Stopwatch.GetTimestamp();
        problem = feed();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>An input that never ends cannot be reported by its thread: the process says which it was, and ends.</summary>
    private sealed class Watch(string target) : IDisposable
    {
        private readonly Lock _lock = new();
        private Timer? _timer;
        private int _number;
        private byte[]? _input;
        private long _start;

        public void Begin(int number, byte[] input)
        {
            lock (_lock)
            {
                (_number, _input, _start) = (number, input, Stopwatch.GetTimestamp());
                _timer ??= new Timer(_ => Look(), null, MostForHanging, TimeSpan.FromSeconds(5));
            }
        }

        public void End()
        {
            lock (_lock)
            {
                _input = null;
            }
        }

        public void Dispose() => _timer?.Dispose();

        private void Look()
        {
            lock (_lock)
            {
                if (_input is { } input && Stopwatch.GetElapsedTime(_start) > MostForHanging)
                {
                    Environment.FailFast($"{target} hangs; --seed {_number}: {Convert.ToBase64String(input)}");
                }
            }
        }
    }
}
