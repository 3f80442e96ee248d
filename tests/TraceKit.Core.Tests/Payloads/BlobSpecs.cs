using System.Security.Cryptography;
using System.Text;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Payloads;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Payloads;

public sealed class BlobSpecs : IDisposable
{
    private const int Long = 3_000;

    private readonly TempFolder _folder = new();
    private readonly TraceCollector _collector;

    public BlobSpecs() => _collector = Some.Collector(_folder, options => options.MaxInlineTextBytes = 1024);

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é\n\"\\")]
    [InlineData("😀\u0001\ufffd")]
    public void A_long_text_lies_beside_the_run_and_is_read_as_if_it_did_not(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, Long));
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.LlmCall() with { Reply = new ChatTurn { Role = "assistant", Content = text } });
        run.Complete();

        RecordedEvent recorded = Some.TheRunOf(run).Events.Single();
        BlobReference blob = Assert.Single(recorded.Blobs);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(("/reply/content", Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length), (blob.At, blob.Sha256, blob.Length));
        Assert.Equal(bytes, File.ReadAllBytes(PathOf(blob.Sha256)));
        Assert.Equal(text, recorded.Read<LlmCall>().Reply!.Content);
        Assert.InRange(recorded.Line.Length, 100, 2_000);
        Assert.Contains($"\"[BLOB:sha256:{blob.Sha256}:{bytes.Length}]\"", Encoding.UTF8.GetString(recorded.Line.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_is_byte_for_byte_that_of_an_event_without_blobs()
    {
        using TraceCollector plain = Some.Collector(_folder, options => options.Ids = TraceIds.Repeatable("plain"));
        var step = new EnvironmentStep { Observation = new string('ü', Long), Notes = ["short", new string('"', Long), new string('"', Long)] };
        using TraceRun with = Some.Run(_collector);
        using TraceRun without = Some.Run(plain);

        with.Emit(step);
        without.Emit(step);

        RecordedEvent packed = Only(with);
        Assert.Equal(["/observation", "/notes/1", "/notes/2"], packed.Blobs.Select(blob => blob.At));
        Assert.Equal(Encoding.UTF8.GetString(Only(without).Data.Span), Encoding.UTF8.GetString(packed.Data.Span));
        Assert.Equal(2, Blobs().Length);
    }

    [Fact]
    public void An_event_that_is_too_long_even_so_lies_beside_the_run_as_a_whole()
    {
        using TraceCollector collector = Some.Collector(_folder, options => (options.MaxEventBytes, options.Ids) = (1024, TraceIds.Repeatable("whole")));
        using TraceRun run = Some.Run(collector);
        var step = new EnvironmentStep { Observation = "<page>", Notes = [.. Enumerable.Range(0, 500).Select(i => $"note {i}")] };

        run.Emit(step);

        RecordedEvent recorded = Only(run);
        Assert.Equal(string.Empty, Assert.Single(recorded.Blobs).At);
        Assert.Equal(step.Notes, recorded.Read<EnvironmentStep>().Notes);
        Assert.False(recorded.IsTruncated);
    }

    [Fact]
    public void Secrets_are_gone_before_a_blob_is_written()
    {
        using TraceRun run = Some.Run(_collector);
        string secret = Redaction.FakeSecrets.OpenAi;

        run.Emit(Some.Message(new string('x', Long) + " " + secret + " " + new string('y', Long)));

        string text = Only(run).Read<Message>().Content!;
        Assert.Contains("[REDACTED:", text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, File.ReadAllText(Assert.Single(Blobs())), StringComparison.Ordinal);
    }

    [Fact]
    public void Blobs_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: Windows has no file modes");
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message(new string('x', Long)));

        string blob = Assert.Single(Blobs());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, FileMode(blob));
        for (string folder = Path.GetDirectoryName(blob)!; folder != _folder.Path; folder = Path.GetDirectoryName(folder)!)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, FileMode(folder));
        }
    }

    [Fact]
    public void A_link_that_somebody_planted_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links need rights on Windows");
        string text = new('x', Long);
        string victim = _folder.Write("victim", "precious"u8);
        string name = PathOf(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        File.CreateSymbolicLink(name, victim);
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message(text));

        Assert.Equal("precious", File.ReadAllText(victim));
        Assert.Null(new FileInfo(name).LinkTarget);
        Assert.Equal(text, Only(run).Read<Message>().Content);
    }

    [Fact]
    public void A_folder_that_is_a_link_takes_no_blobs_and_the_text_stays_in_its_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links need rights on Windows");
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["2026-11-21"]);
        Directory.CreateSymbolicLink(Path.Combine(_folder["2026-11-21"], "blobs"), _folder["elsewhere"]);
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message(new string('x', Long)));

        Assert.Empty(Only(run).Blobs);
        Assert.Equal(Long, Only(run).Read<Message>().Content!.Length);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["elsewhere"]));
    }

    [Fact]
    public void A_planted_file_with_other_bytes_is_replaced()
    {
        string text = new('x', Long);
        string name = PathOf(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        _folder.Write(Path.GetRelativePath(_folder.Path, name), Encoding.UTF8.GetBytes(new string('y', Long)));
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message(text));

        Assert.Equal(text, Only(run).Read<Message>().Content);
    }

    [Fact]
    public void Many_threads_write_the_same_blob_once()
    {
        using TraceRun run = Some.Run(_collector);

        Collection.ConcurrencySpecs.OnThreads(4, _ =>
        {
            for (int i = 0; i < 50; i++)
            {
                run.Emit(Some.Message(new string('x', Long + (i % 5))));
            }
        });
        run.Complete();

        Assert.Equal(200, Some.TheRunOf(run).Events.Count(recorded => recorded.TryRead<Message>()?.Content?.Length >= Long));
        Assert.Equal(5, Blobs().Length);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("changed")]
    [InlineData("longer")]
    [InlineData("empty")]
    public void A_blob_that_is_not_what_it_was_is_an_error_and_never_data(string damage)
    {
        using TraceRun run = Some.Run(_collector);
        run.Emit(Some.Message(new string('x', Long)));
        run.Complete();
        string blob = Assert.Single(Blobs());
        Action<string> change = damage switch
        {
            "missing" => File.Delete,
            "changed" => path => File.WriteAllText(path, new string('y', Long)),
            "longer" => path => File.AppendAllText(path, "x"),
            _ => path => File.WriteAllBytes(path, []),
        };

        change(blob);

        RunFileContents contents = RunFileReader.Read(run.Path!);
        TraceFinding finding = Assert.Single(contents.Findings);
        Assert.Equal((TraceRules.Blob, FindingSeverity.Error, 2), (finding.Rule, finding.Severity, finding.Line));
        RecordedEvent recorded = contents.Runs.Single().Events.Single();
        Assert.Equal((true, false), (recorded.IsIncomplete, recorded.Is<Message>()));
        Assert.Null(recorded.TryRead<Message>());
        Assert.Throws<InvalidOperationException>(() => recorded.Read<Message>());
        Assert.False(contents.Runs.Single().IsSound);
    }

    [Theory]
    [InlineData("\"at\":\"/content\"", "\"at\":\"/role\"")]
    [InlineData("\"at\":\"/content\"", "\"at\":\"\"")]
    [InlineData("\"content\":\"[BLOB", "\"content\":\"[blob")]
    [InlineData("\"length\":3000", "\"length\":3001")]
    public void A_reference_that_does_not_fit_its_place_is_an_error(string from, string to)
    {
        using TraceRun run = Some.Run(_collector);
        run.Emit(Some.Message(new string('x', Long)));
        run.Complete();
        byte[] file = Encoding.UTF8.GetBytes(File.ReadAllText(run.Path!).Replace(from, to, StringComparison.Ordinal));

        RunFileContents contents = RunFileReader.Read(file, "a", folder: Path.GetDirectoryName(run.Path));

        Assert.Contains(contents.Findings, finding => finding.Rule == TraceRules.Blob);
        Assert.True(contents.Runs.Single().Events.Single().IsIncomplete);
    }

    [Fact]
    public void A_text_that_looks_like_a_placeholder_is_a_text()
    {
        string text = BlobText.Of(new string('a', 64), 5);
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message(text));

        Assert.Equal(text, Only(run).Read<Message>().Content);
    }

    [Fact]
    public void Longer_data_than_the_hard_limit_is_truncated_and_counted()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message(new string('x', RunFormat.MaxPayloadBytes)));
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal((true, 1), (recorded.Events.Single().IsTruncated, recorded.End!.Loss.Truncated));
        Assert.Empty(Blobs());
    }

    private static RecordedEvent Only(TraceRun run)
    {
        run.Complete();
        return Some.TheRunOf(run).Events.Single();
    }

    private string PathOf(string hash) => Path.Combine(_folder["2026-11-21"], "blobs", "sha256", hash[..2], hash);

    private string[] Blobs() =>
        Directory.Exists(Path.Combine(_folder["2026-11-21"], "blobs"))
            ? Directory.GetFiles(Path.Combine(_folder["2026-11-21"], "blobs"), "*", SearchOption.AllDirectories)
            : [];

    private static UnixFileMode FileMode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
