using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TraceKit.Faults.Support;
using TraceKit.Reading;
using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Faults.Campaigns;

/// <summary>R16: the group commit under any order of its steps, and under threads.</summary>
internal static class GroupCommits
{
    private const int Threads = 6;
    private const int EventsOfEach = 8;

    public static Campaign Campaign { get; } = new(
        "R16", "The group commit acknowledges what the disk has and nothing else, in any order of its steps, whichever syncs fail; every writer gets its answer.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        int schedules = scale == Scale.Long ? 1_000_000 : 100_000;
        int races = scale == Scale.Long ? 20_000 : 200;
        var broken = new ConcurrentQueue<string>();
        var progress = new Progress(Campaign.Id, schedules + races, scale);
        using var folder = new MemoryFolder();
        Parallel.For(0, schedules, seed =>
        {
            string own = folder[seed.ToString(CultureInfo.InvariantCulture)];
            foreach (string problem in CommitSchedule.Play(seed, own))
            {
                broken.Enqueue($"schedule {seed}: {problem}");
            }

            Remove(own);
            progress.Add();
        });
        for (int seed = 0; seed < races; seed++)
        {
            string own = folder["race"];
            foreach (string problem in Race(seed, own))
            {
                broken.Enqueue($"race {seed}: {problem}");
            }

            Remove(own);
            progress.Add();
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{schedules:N0} seeded schedules, {races:N0} races of {Threads} threads with failing syncs"),
            Figures = "0 acknowledged before the sync, 0 acknowledged and taken back, 0 refused and kept, 0 holes in seq, 0 waiting for ever",
            Broken = [.. broken],
        };
    }

    private static void Remove(string own)
    {
        foreach (string path in (string[])[own, own + ".away"])
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The writer itself, with as many threads, while syncs fail and the folder breaks and is mended.</summary>
    private static IEnumerable<string> Race(int seed, string own)
    {
        var random = new Dice(seed);
        var breakable = new BreakableFolder(own);
        var file = new ScriptedFile(breakable["x.trace.jsonl"], scripted =>
        {
            Thread.SpinWait(random.Next(2000));
            int error = random.Next(4) == 0 ? 5 : scripted.Take();
            if (error != 0 && random.Next(2) == 0)
            {
                breakable.Break();
            }

            return error;
        });
        var time = new ManualTime();
        var clock = new RunClock(time);
        using var run = new RunFile(file, clock);
        using var writer = new RunFileWriter(run, "x", Header(clock), clock, new RunRedactor(RedactionPolicy.None, key: []), commitsEach: true);
        writer.Start();
        var seqs = new ConcurrentDictionary<string, long>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() => Emit(writer, time, number, seqs)) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        if (!threads.All(thread => thread.Join(TimeSpan.FromSeconds(30))))
        {
            return ["a writer waits for ever"];
        }

        if (breakable.IsBroken)
        {
            breakable.Mend();
        }

        time.Advance(TimeSpan.FromSeconds(1));
        if (Record(() => writer.Seal(new RunOutcome(RunStatus.Completed))) is { } failure)
        {
            return writer.Path is null || failure is IOException ? [] : [failure.ToString()];
        }

        return Problems(RunFileReader.Read(File.ReadAllBytes(breakable["x.trace.jsonl"]), "x"), seqs);
    }

    private static Exception? Record(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (IOException failure)
        {
            return failure;
        }
    }

    private static void Emit(RunFileWriter writer, ManualTime time, int thread, ConcurrentDictionary<string, long> seqs)
    {
        for (int number = 0; number < EventsOfEach; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{thread}-{number}");
            var members = new EventBytes();
            members.Write(Encoding.UTF8.GetBytes($$$"""{"type":"faults.raced","version":1,"data":{"name":"{{{name}}}"}}"""));
            seqs[name] = writer.Append("faults.raced", members, truncated: false);
            time.Advance(TimeSpan.FromMilliseconds(40));
        }
    }

    private static IEnumerable<string> Problems(RunFileContents contents, ConcurrentDictionary<string, long> seqs)
    {
        foreach (TraceFinding error in contents.Findings.Where(finding => finding.Severity == FindingSeverity.Error))
        {
            yield return error.ToString();
        }

        RecordedRun run = contents.Runs.Single();
        Dictionary<string, long> there = run.Events.ToDictionary(recorded => Some.Json(Encoding.UTF8.GetString(recorded.Data.Span)).GetProperty("name").GetString()!, recorded => recorded.Seq);
        foreach ((string name, long seq) in seqs)
        {
            if (seq != there.GetValueOrDefault(name, -1))
            {
                yield return $"event {name} was told {seq} and stands at {there.GetValueOrDefault(name, -1)}";
            }
        }

        LossRecord loss = run.End!.Loss;
        if (loss.Written != there.Count || loss.Dropped != seqs.Count - there.Count || run.Gaps.Sum(gap => gap.Count) != loss.Dropped)
        {
            yield return $"the seal counts {loss.Written} written and {loss.Dropped} dropped, its gaps {run.Gaps.Sum(gap => gap.Count)}; {there.Count} of {seqs.Count} are there";
        }
    }

    private static byte[] Header(RunClock clock) => Encoding.UTF8.GetBytes(EventBuffer.ToText(
        new RunHeader { RunId = "x", SessionId = "s", StartedAt = clock.StartedAt, Goal = Some.Goal, Session = new Sessions.TraceSession(), Sampling = new SamplingRecord { P = 1 } },
        RunFilesJson.Default.RunHeader));
}
