namespace TraceKit.Interop.Importing;

/// <summary>A line of a foreign file of lines.</summary>
/// <param name="Slice">Where it lies, without white space at its end.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="IsWhole">Whether a line feed ends it: only the last line can lack it.</param>
internal readonly record struct SourceLine(SourceSlice Slice, int Number, bool IsWhole)
{
    /// <summary>Cuts a file into its lines. A blank line is none.</summary>
    public static IEnumerable<SourceLine> Cut(SourceFile source)
    {
        int number = 0;
        for (int start = source.Start; start < source.Bytes.Length;)
        {
            number++;
            int length = source.Bytes.AsSpan(start).IndexOf((byte)'\n');
            bool whole = length >= 0;
            length = whole ? length : source.Bytes.Length - start;
            int text = source.Bytes.AsSpan(start, length).TrimEnd(" \t\r"u8).Length;
            if (text > 0)
            {
                yield return new SourceLine(new SourceSlice(source, start, text), number, whole);
            }

            start += length + 1;
        }
    }

    /// <summary>Tells a last line that is half written from one that is bad.</summary>
    public Refusal? Judge(Refusal? refusal) => !IsWhole && refusal is { Reason: "not_json" }
        ? refusal with { Rule = ImportRules.Torn, Reason = "torn", Message = $"the last line is half written: {refusal.Message}" }
        : refusal;
}
