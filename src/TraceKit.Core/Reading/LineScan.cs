using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Cuts a file into lines and passes on those that are whole, strict JSON.</summary>
internal sealed class LineScan(FindingList findings, RecordScan records)
{
    /// <summary>Reads a whole file.</summary>
    public void Read(ReadOnlyMemory<byte> bytes)
    {
        long offset = 0;
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            findings.Report(TraceRules.ByteOrderMark, FindingSeverity.Warning, 1, 1, "the file starts with a byte order mark; it is passed over");
            offset = 3;
        }

        if (bytes.Length == offset)
        {
            findings.Report(TraceRules.Empty, FindingSeverity.Error, 0, 0, "the file is empty; a run file has at least its run line");
            return;
        }

        if (LooksBinary(bytes.Span))
        {
            findings.Report(TraceRules.Binary, FindingSeverity.Error, 0, 0, "the file is not text; a run file is JSON lines in UTF-8");
            return;
        }

        ReadLines(bytes, offset);
    }

    private void ReadLines(ReadOnlyMemory<byte> bytes, long offset)
    {
        bool carriageReturns = false;
        for (long number = 1; offset < bytes.Length; number++)
        {
            ReadOnlyMemory<byte> rest = bytes[(int)offset..];
            int length = rest.Span.IndexOf((byte)'\n');
            bool whole = length >= 0;
            ReadOnlyMemory<byte> line = whole ? rest[..length] : rest;
            long next = offset + line.Length + 1;
            if (line.Span is [.., (byte)'\r'])
            {
                line = line[..^1];
                if (!carriageReturns)
                {
                    carriageReturns = true;
                    findings.Report(TraceRules.CarriageReturn, FindingSeverity.Warning, number, line.Length + 1, "lines end in CR LF; the CR is passed over");
                }
            }

            ReadLine(line, number, offset, whole);
            offset = next;
        }
    }

    private void ReadLine(ReadOnlyMemory<byte> line, long number, long offset, bool whole)
    {
        if (!whole && !LineTail.TryReadCrc(line.Span, out _))
        {
            string kind = line.Span.TrimEnd((byte)0).IsEmpty ? "NUL bytes" : $"{line.Length} bytes";
            records.Lose(TraceRules.Torn, number, 0, $"the last line is torn: {kind} without an end; 'tracekit recover' sets them aside");
        }
        else if (line.Length > RunFormat.MaxLineBytes)
        {
            records.Lose(TraceRules.TooLong, number, 0, $"the line has {line.Length} bytes, the format allows {RunFormat.MaxLineBytes}");
        }
        else if (LineCheck.Problem(line) is var (rule, column, message))
        {
            records.Lose(rule, number, column, message);
        }
        else
        {
            if (!whole)
            {
                findings.Report(TraceRules.Torn, FindingSeverity.Warning, number, 0, "the last line is whole but for its line feed");
            }

            records.Read(line, number, offset);
        }
    }

    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, 4096)];
        return head.IndexOf((byte)0) >= 0 && head.IndexOf("\"kind\""u8) < 0;
    }
}
