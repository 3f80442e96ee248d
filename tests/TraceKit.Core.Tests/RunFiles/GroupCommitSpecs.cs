using System.Text;
using Microsoft.Win32.SafeHandles;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.RunFiles;

/// <summary>The group commit in orders of its steps that threads seldom come to; <c>TraceKit.Faults</c> plays all of them.</summary>
public sealed class GroupCommitSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lock _gate = new();
    private readonly FailingFile _file;
    private readonly RunFile _run;
    private readonly GroupCommit _commit;
    private RunPosition _at = RunPosition.Start;

    public GroupCommitSpecs()
    {
        _file = new FailingFile(_folder.Write("blocked", []) + "/x.trace.jsonl");
        _run = new RunFile(_file, new RunClock(new ManualTime()));
        _commit = new GroupCommit(_run, _gate, keep: true, (durable, _) => _at = durable);
    }

    public void Dispose()
    {
        _run.Dispose();
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Who_comes_late_is_told_that_the_disk_has_the_line_though_later_ones_were_taken_back()
    {
        (long Bytes, int Epoch) first = Write("first");
        (long Bytes, int Epoch) second = Write("second");
        Assert.Equal(0, _commit.Commit(second.Bytes, second.Epoch));
        (long Bytes, int Epoch) third = Write("third");
        _file.Fails = true;
        Assert.NotEqual(0, _commit.Commit(third.Bytes, third.Epoch));

        int answer = _commit.Commit(first.Bytes, first.Epoch);

        Assert.Equal(0, answer);
        Assert.Equal(second.Bytes, _at.Bytes);
    }

    [Fact]
    public void Who_comes_late_is_told_that_the_line_was_taken_back()
    {
        (long Bytes, int Epoch) first = Write("first");
        (long Bytes, int Epoch) second = Write("second");
        _file.Fails = true;
        Assert.NotEqual(0, _commit.Commit(first.Bytes, first.Epoch));

        int answer = _commit.Commit(second.Bytes, second.Epoch);

        Assert.NotEqual(0, answer);
        Assert.Equal(RunPosition.Start, _at);
    }

    private (long Bytes, int Epoch) Write(string line)
    {
        lock (_gate)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
            Assert.Equal(0, _run.Append(bytes));
            _at = new RunPosition(_at.Bytes + bytes.Length, _at.NextSeq + 1, _at.Crc);
            _commit.Appended(bytes);
            _commit.Reached(_at);
            return (_at.Bytes, _commit.Epoch);
        }
    }

    /// <summary>A file that can neither be put on disk, when it is told so, nor be written anew.</summary>
    private sealed class FailingFile(string path) : AppendFile(path, new SafeFileHandle())
    {
        public bool Fails { get; set; }

        public override int Append(ReadOnlySpan<byte> bytes)
        {
            Length += bytes.Length;
            return 0;
        }

        public override int CutTo(long length) => 0;

        public override int Sync() => Fails ? 5 : 0;

        public override AppendFile TakeNameOf(string path, string aside) => this;
    }
}
