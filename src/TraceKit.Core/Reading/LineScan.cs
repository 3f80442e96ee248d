using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Passes on the lines of a file that are whole, strict JSON.</summary>
internal sealed class LineScan(FindingList findings, RecordScan records)
{
    private bool _carriageReturns;

    /// <summary>Reads a whole file.</summary>
    /// <param name="lines">The file.</param>
    /// <returns>The events as they come; the file is read as far as they are asked for.</returns>
    public IEnumerable<RecordedEvent> Read(LineWindow lines)
    {
        if (!Begin(lines))
        {
            yield break;
        }

        while (lines.TryNext(out RawLine line))
        {
            ReadLine(WithoutReturn(line));
            if (records.TakeEvent() is { } recorded)
            {
                yield return recorded;
            }
        }

        records.Finish();
    }

    private bool Begin(LineWindow lines)
    {
        if (lines.Head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            findings.Report(TraceRules.ByteOrderMark, FindingSeverity.Warning, 1, 1, "the file starts with a byte order mark; it is passed over");
            lines.Skip(3);
        }

        if (lines.IsEmpty)
        {
            findings.Report(TraceRules.Empty, FindingSeverity.Error, 0, 0, "the file is empty; a run file has at least its run line");
            return false;
        }

        if (lines.Head.IndexOf((byte)0) >= 0 && lines.Head.IndexOf("\"kind\""u8) < 0)
        {
            findings.Report(TraceRules.Binary, FindingSeverity.Error, 0, 0, "the file is not text; a run file is JSON lines in UTF-8");
            return false;
        }

        return true;
    }

    private RawLine WithoutReturn(RawLine line)
    {
        if (line.Bytes.Span is not [.., (byte)'\r'])
        {
            return line;
        }

        if (!_carriageReturns)
        {
            _carriageReturns = true;
            findings.Report(TraceRules.CarriageReturn, FindingSeverity.Warning, line.Number, line.Length, "lines end in CR LF; the CR is passed over");
        }

        return line with { Bytes = line.Bytes[..^1], Length = line.Length - 1 };
    }

    private void ReadLine(in RawLine line)
    {
        if (!line.IsWhole && !LineTail.TryReadCrc(line.Bytes.Span, out _))
        {
            string kind = line.IsNul ? "NUL bytes" : $"{line.Length} bytes";
            records.Lose(TraceRules.Torn, line.Number, 0, $"the last line is torn: {kind} without an end; 'tracekit recover' sets them aside");
        }
        else if (line.Length > RunFormat.MaxLineBytes)
        {
            records.Lose(TraceRules.TooLong, line.Number, 0, $"the line has {line.Length} bytes, the format allows {RunFormat.MaxLineBytes}");
        }
        else if (LineCheck.Problem(line.Bytes) is var (rule, column, message))
        {
            records.Lose(rule, line.Number, column, message);
        }
        else
        {
            if (!line.IsWhole)
            {
                findings.Report(TraceRules.Torn, FindingSeverity.Warning, line.Number, 0, "the last line is whole but for its line feed");
            }

            records.Read(line.Bytes, line.Number, line.Offset);
        }
    }
}
