using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Faults.Support;

/// <summary>
/// One schedule of the group commit, played on one thread and so the same each time. The two locks make four steps of a writer: its line
/// (under the run's lock), its look at what is on disk, the sync (under the turn alone), and what follows it. All that can happen between
/// the steps of a writer that has the turn is that others write lines: before the disk takes the file, and after. Who wants the turn then
/// waits, which is the same as coming later. So the orders that are played here are all that there are.
/// </summary>
internal sealed class CommitSchedule
{
    private readonly Dice _random;
    private readonly BreakableFolder _folder;
    private readonly ManualTime _time = new();
    private readonly Lock _gate = new();
    private readonly ScriptedFile _file;
    private readonly RunFile _run;
    private readonly GroupCommit _commit;
    private readonly LineBuffer _line = new();
    private readonly List<(byte[] Bytes, long End)> _lines = [];
    private readonly List<(int Line, byte[] Bytes, long End, int Epoch)> _waiting = [];
    private readonly List<string> _problems = [];
    private readonly int _failures;
    private readonly bool _mends;
    private RunPosition _at = RunPosition.Start;
    private int _written;
    private bool _replaced;

    private CommitSchedule(int seed, string folder)
    {
        _random = new Dice(seed);
        _failures = _random.Next(0, 70);
        _mends = _random.Next(4) == 0;
        _folder = new BreakableFolder(folder);
        _file = new ScriptedFile(_folder["x.trace.jsonl"], Sync);
        _run = new RunFile(_file, new RunClock(_time), _ => _replaced = true);
        _commit = new GroupCommit(_run, _gate, keep: true, TakeBack);
    }

    /// <summary>Plays a schedule.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="folder">A folder of its own, which is not there yet.</param>
    /// <returns>Where an invariant did not hold.</returns>
    public static IReadOnlyList<string> Play(int seed, string folder)
    {
        var schedule = new CommitSchedule(seed, folder);
        schedule.Play();
        schedule._run.Dispose();
        schedule._file.Dispose();
        return schedule._problems;
    }

    private void Play()
    {
        if (!_mends)
        {
            _folder.Break();
        }

        for (int steps = _random.Next(4, 16); steps > 0; steps--)
        {
            if (_waiting.Count == 0 || _random.Next(2) == 0)
            {
                WriteLine();
            }
            else
            {
                Commit(_random.Next(_waiting.Count));
            }

            Weather();
        }

        while (_waiting.Count > 0)
        {
            Commit(_random.Next(_waiting.Count));
        }
    }

    /// <summary>What a writer does under the run's lock, as RunFileWriter does it.</summary>
    private void WriteLine()
    {
        lock (_gate)
        {
            System.Buffers.BuffersExtensions.Write(_line, System.Text.Encoding.UTF8.GetBytes($"{{\"line\":{_written}"));
            uint crc = _line.Close(_at.Crc);
            byte[] bytes = _line.Written.ToArray();
            _line.Clear();
            if (_run.Append(bytes) != 0)
            {
                return; // refused at once, and said so
            }

            _at = new RunPosition(_at.Bytes + bytes.Length, _at.NextSeq + 1, crc);
            _commit.Appended(bytes);
            _commit.Reached(_at);
            _lines.Add((bytes, _at.Bytes));
            _waiting.Add((_written++, bytes, _at.Bytes, _commit.Epoch));
        }
    }

    private void Commit(int place)
    {
        (int line, byte[] bytes, long end, int epoch) = _waiting[place];
        _waiting.RemoveAt(place);
        int error = _commit.Commit(end, epoch);
        bool stands = _lines.Any(written => written.End == end && ReferenceEquals(written.Bytes, bytes));
        if (error == 0 && !stands)
        {
            _problems.Add($"line {line} is acknowledged and was taken back");
        }
        else if (error != 0 && stands)
        {
            _problems.Add($"line {line} is refused and stands in the run");
        }
        else if (error == 0 && !_replaced && _file.Synced < end)
        {
            _problems.Add($"line {line} is acknowledged before it is on disk");
        }

        if (_at.NextSeq != _lines.Count || _at.Bytes != _lines.Sum(written => (long)written.Bytes.Length))
        {
            _problems.Add("the run's place does not fit its lines");
        }

        CheckDisk();
    }

    /// <summary>A file that was written anew holds exactly the run's lines.</summary>
    private void CheckDisk()
    {
        if (_replaced && !_folder.IsBroken && !File.ReadAllBytes(_file.Path).AsSpan().StartsWith(_lines.SelectMany(written => written.Bytes).ToArray()))
        {
            _problems.Add("the file that was written anew lacks lines of the run");
        }
    }

    private int Sync(ScriptedFile file)
    {
        Others();
        bool fails = _random.Next(100) < _failures;
        int error = fails ? 5 : file.Take();
        Others();
        return error;
    }

    private void Others()
    {
        for (int count = _random.Next(3); count > 0; count--)
        {
            WriteLine();
        }
    }

    /// <summary>Time passes, and the folder breaks or is mended.</summary>
    private void Weather()
    {
        _time.Advance(TimeSpan.FromMilliseconds(_random.Next(200)));
        if (_mends && _random.Next(3) == 0)
        {
            if (_folder.IsBroken)
            {
                _folder.Mend();
            }
            else
            {
                _folder.Break();
            }
        }
    }

    private void TakeBack(RunPosition durable, int error)
    {
        _at = durable;
        _lines.RemoveAll(written => written.End > durable.Bytes);
    }
}
