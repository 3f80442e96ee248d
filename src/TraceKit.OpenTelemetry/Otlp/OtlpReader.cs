using System.Globalization;
using System.Text.Json;
using TraceKit.OpenTelemetry.Otlp.Json;
using TraceKit.Reading;

namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Reads spans and log records of OTLP/JSON: a file with one request a line, as exporters write it, or one document over several lines.</summary>
/// <remarks>
/// Of a file with a request a line it holds one line at a time. Every oddity is a finding with its rule, line and column
/// (<see cref="OtlpRules"/>); what follows is still read. A line that is not JSON is not taken at all. Each enumeration reads the file anew.
/// </remarks>
public sealed class OtlpReader
{
    private const int LookedAt = 64 * 1024;

    private readonly Func<Stream> _open;
    private readonly string _name;
    private readonly Action<TraceFinding> _onFinding;

    private OtlpReader(Func<Stream> open, string name, Action<TraceFinding>? onFinding)
    {
        _open = open;
        _name = name;
        _onFinding = onFinding ?? Refuse;
    }

    /// <summary>What the latest enumeration has met so far.</summary>
    public OtlpCounts Counts { get; private set; }

    /// <summary>Makes a reader of a file.</summary>
    /// <param name="path">The file. It is opened when it is read.</param>
    /// <param name="onFinding">Takes each finding as it is made; the reader goes on. Default: the first error is thrown, the rest is passed over.</param>
    /// <param name="name">The name that findings carry. Default: the path.</param>
    public static OtlpReader Open(string path, Action<TraceFinding>? onFinding = null, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(() => OpenFile(path), name ?? path, onFinding);
    }

    /// <summary>Makes a reader of bytes.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="name">The name that findings carry.</param>
    /// <param name="onFinding">Takes each finding as it is made; the reader goes on. Default: the first error is thrown, the rest is passed over.</param>
    public static OtlpReader Of(byte[] bytes, string name, Action<TraceFinding>? onFinding = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(name);
        return new(() => new MemoryStream(bytes, writable: false), name, onFinding);
    }

    /// <summary>Whether a file begins as OTLP/JSON with spans or log records does.</summary>
    /// <param name="path">The file; one that is not there or cannot be read does not.</param>
    public static bool Recognises(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using Stream stream = OpenFile(path);
            byte[] beginning = new byte[LookedAt];
            int length = stream.ReadAtLeast(beginning, LookedAt, throwOnEndOfStream: false);
            return JsonShape.IsRequest(beginning.AsSpan(0, length)[Preamble(beginning.AsSpan(0, length))..]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the spans and log records, one line at a time, in the order of the file.</summary>
    /// <exception cref="TraceFormatException">The file breaks the format, and nobody takes the findings.</exception>
    public IEnumerable<OtlpItem> Read()
    {
        var findings = new OtlpFindings(_name, _onFinding);
        var messages = new JsonMessages(findings);
        Counts = default;
        using IEnumerator<IReadOnlyList<OtlpItem>> chunks = Chunks(messages, findings).GetEnumerator();
        while (MoveNext(chunks, findings))
        {
            Counts = messages.Counts;
            foreach (OtlpItem item in chunks.Current)
            {
                yield return item;
            }
        }

        if (Counts.Messages == 0 && !findings.HasProblems)
        {
            findings.OfFile(OtlpRules.NothingFound, FindingSeverity.Error, "there is no OTLP/JSON in it: a request is an object with 'resourceSpans' or 'resourceLogs', one a line");
        }
        else if (Counts is { Spans: 0, Logs: 0 } && !findings.HasProblems)
        {
            findings.OfFile(OtlpRules.NothingFound, FindingSeverity.Warning, "its requests hold no spans and no log records");
        }

        findings.Close();
    }

    private IEnumerable<IReadOnlyList<OtlpItem>> Chunks(JsonMessages messages, OtlpFindings findings)
    {
        using Stream stream = _open();
        byte[] head = new byte[LookedAt];
        int length = stream.ReadAtLeast(head, LookedAt, throwOnEndOfStream: false);
        if (NotText(head.AsSpan(0, length)) is { } what)
        {
            findings.OfFile(OtlpRules.Binary, FindingSeverity.Error, what);
            yield break;
        }

        stream.Position = 0;
        bool isDocument = IsDocument(new OtlpLines(stream));
        stream.Position = 0;
        if (isDocument)
        {
            yield return Document(stream, messages, findings);
            yield break;
        }

        var lines = new OtlpLines(stream);
        while (lines.TryNext(out OtlpChunk? line, out bool isWhole))
        {
            if (line is null)
            {
                findings.OfFile(OtlpRules.TooLong, FindingSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"a line has more than {OtlpLimits.MessageBytes} bytes, and is not taken"));
            }
            else if (line.Bytes.Span[Preamble(line)..].ContainsAnyExcept(" \t\r"u8))
            {
                yield return Parse(messages, findings, line, isWhole);
            }
        }
    }

    /// <summary>A document begins on a line that does not end it, and is followed by a line that is no request of its own.</summary>
    private static bool IsDocument(OtlpLines lines)
    {
        bool hasBegun = false;
        while (lines.TryNext(out OtlpChunk? line, out _))
        {
            ReadOnlySpan<byte> text = line is null ? [] : line.Bytes.Span[Preamble(line)..];
            if (!text.ContainsAnyExcept(" \t\r"u8))
            {
                continue;
            }

            if (hasBegun)
            {
                return !JsonShape.IsRequest(text);
            }

            hasBegun = JsonShape.IsBeginning(text);
            if (!hasBegun)
            {
                return false;
            }
        }

        return false;
    }

    private static IReadOnlyList<OtlpItem> Document(Stream stream, JsonMessages messages, OtlpFindings findings)
    {
        if (stream.Length > OtlpLimits.MessageBytes)
        {
            findings.OfFile(
                OtlpRules.TooLong,
                FindingSeverity.Error,
                string.Create(CultureInfo.InvariantCulture, $"the file is one document of {stream.Length} bytes; at most {OtlpLimits.MessageBytes} are read at once. Write one request a line"));
            return [];
        }

        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(messages, findings, new OtlpChunk(bytes.AsMemory(0, length), 0, 1), isWhole: false);
    }

    private static IReadOnlyList<OtlpItem> Parse(JsonMessages messages, OtlpFindings findings, OtlpChunk chunk, bool isWhole)
    {
        int skipped = Preamble(chunk);
        OtlpChunk text = skipped == 0 ? chunk : new OtlpChunk(chunk.Bytes[skipped..], chunk.Offset + skipped, chunk.Line);
        try
        {
            return messages.Read(text);
        }
        catch (JsonException failure)
        {
            Explain(findings, text, failure, isWhole);
            return [];
        }
    }

    private static void Explain(OtlpFindings findings, OtlpChunk chunk, JsonException failure, bool isWhole)
    {
        long at = At(chunk, failure);
        if (failure.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            findings.Error(OtlpRules.TooDeep, at, $"JSON is nested deeper than {OtlpLimits.JsonDepth}; nothing of it is taken");
        }
        else if (!isWhole && JsonShape.IsBeginning(chunk.Bytes.Span))
        {
            findings.Warn(OtlpRules.Torn, at, "the end is missing, as of a file that was not written to its end; nothing of the last request is taken");
        }
        else
        {
            findings.Error(OtlpRules.NotJson, at, $"this is not JSON; nothing of it is taken: {failure.Message}");
        }
    }

    /// <summary>Where JSON broke: the framework counts lines of the chunk, and bytes within the line.</summary>
    private static long At(OtlpChunk chunk, JsonException failure)
    {
        int start = 0;
        for (long line = failure.LineNumber ?? 0; line > 0; line--)
        {
            start += chunk.Bytes.Span[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (failure.BytePositionInLine ?? 0);
    }

    private static string? NotText(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, ..] => "the file is compressed with gzip; unpack it first",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "the file is compressed with zstd; unpack it first",
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => "the file is UTF-16; OTLP/JSON is UTF-8",
        _ => head.Contains((byte)0) ? "the file holds NUL bytes, so it is not text" : null,
    };

    private static int Preamble(OtlpChunk chunk) => chunk.Offset == 0 ? Preamble(chunk.Bytes.Span) : 0;

    private static int Preamble(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>Opens a file. One without bytes is not opened: it may be a pipe, which would wait for its writer for ever.</summary>
    private static Stream OpenFile(string path) => new FileInfo(path) is { Exists: true, Length: 0 }
        ? Stream.Null
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    private static bool MoveNext(IEnumerator<IReadOnlyList<OtlpItem>> chunks, OtlpFindings findings)
    {
        try
        {
            return chunks.MoveNext();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            findings.OfFile(OtlpRules.Unreadable, FindingSeverity.Error, failure.Message);
            return false;
        }
    }

    private static void Refuse(TraceFinding finding)
    {
        if (finding.Severity == FindingSeverity.Error)
        {
            throw new TraceFormatException(finding);
        }
    }
}
