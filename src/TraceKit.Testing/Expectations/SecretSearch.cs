using System.Buffers;
using TraceKit.Reading;
using TraceKit.Redaction;

namespace TraceKit.Testing.Expectations;

/// <summary>Looks for secrets in a run as it lies in its file, and in what the run says of itself.</summary>
internal static class SecretSearch
{
    public static string? Problem(RecordedRun run)
    {
        var counts = new RedactionCounts();
        var redactor = new RunRedactor(Secrets.Default, key: []);
        List<string?> found = [];
        Search("the run line", run.HeaderLine.Span);
        foreach (RecordedEvent recorded in run.Events)
        {
            Search($"#{recorded.Seq} {recorded.Type}", recorded.Line.Span);
        }

        Search("the end line", run.EndLine.Span);
        if (run.End?.Loss.Redacted is { Count: > 0 } redacted)
        {
            found.Add("the agent emitted what redaction took out: " + string.Join(", ", redacted.Select(rule => $"{rule.Value} × {rule.Key}")));
        }

        return Places.Join(found);

        void Search(string place, ReadOnlySpan<byte> line)
        {
            long before = counts.Total;
            if (!line.IsEmpty && redactor.Redact(line, new ArrayBufferWriter<byte>(), counts) && counts.Total > before)
            {
                found.Add($"{place} holds one");
            }
        }
    }
}
