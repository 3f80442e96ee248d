using System.Security.Cryptography;
using TraceKit.Corpus;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Reading;

/// <summary>The made-up runs that benchmarks read.</summary>
public sealed class EpisodeCorpusSpecs : IDisposable
{
    private const long Bytes = 2_000_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        CorpusSize first = EpisodeCorpus.Write(_folder["first"], Bytes, seed: 7);
        CorpusSize second = EpisodeCorpus.Write(_folder["second"], Bytes, seed: 7);
        EpisodeCorpus.Write(_folder["other"], Bytes, seed: 8);

        Assert.Equal(first, second);
        Assert.Equal(Hashes("first"), Hashes("second"));
        Assert.NotEqual(Hashes("first"), Hashes("other"));
        Assert.InRange(first.Bytes, Bytes, Bytes * 11 / 10);
    }

    [Fact]
    public void Its_runs_are_whole_and_some_of_them_fail()
    {
        CorpusSize size = EpisodeCorpus.Write(_folder["runs"], Bytes);

        RecordedRun[] runs = [.. Directory.EnumerateFiles(_folder["runs"], "*.jsonl", SearchOption.AllDirectories).SelectMany(RunFileReader.ReadStrict)];
        Assert.Equal((size.Runs, size.Events), (runs.Length, runs.Sum(run => (long)run.Events.Count)));
        Assert.All(runs, run => Assert.Equal(RunStatus.Completed, run.Status));
        Assert.InRange(runs.Count(run => run.End!.Success == true), 1, runs.Length - 1);
        Assert.Equal(size.Succeeded, runs.Count(run => run.End!.Success == true));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        _folder.Write("runs/x", "x"u8);

        Assert.Throws<ArgumentException>(() => EpisodeCorpus.Write(_folder["runs"], Bytes));
    }

    private string[] Hashes(string name) =>
    [
        .. Directory.EnumerateFiles(_folder[name], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(_folder[name], file) + ' ' + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
    ];
}
