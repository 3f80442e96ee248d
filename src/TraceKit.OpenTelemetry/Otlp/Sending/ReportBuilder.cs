namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Keeps the books of a sender.</summary>
internal sealed class ReportBuilder
{
    private const int MostAddresses = 5;
    private const int MostReasons = 50;

    private readonly OtlpTally[] _tallies = new OtlpTally[2];
    private readonly Dictionary<string, (long Lost, List<string> Addresses)> _problems = new(StringComparer.Ordinal);
    private long _requests;
    private long _retries;
    private long _bytes;

    public void Gave(OtlpSignal signal) => Of(signal) = Of(signal) with { Given = Of(signal).Given + 1 };

    public void Requested(bool again)
    {
        _requests++;
        _retries += again ? 1 : 0;
    }

    /// <summary>A request was taken. A server that rejects more than it was given, or less than nothing, is not believed.</summary>
    public void Took(OtlpSignal signal, int count, int bytes, OtlpAnswer answer)
    {
        long rejected = Math.Clamp(answer.Rejected, 0, count);
        OtlpTally tally = Of(signal);
        Of(signal) = tally with { Sent = tally.Sent + count - rejected, Rejected = tally.Rejected + rejected };
        _bytes += bytes;
        if (answer.Rejected != rejected)
        {
            Note("the server said that it rejected more than it was given, or less than nothing", 0, []);
        }

        if (rejected > 0 || answer.Reason is not null)
        {
            Note(rejected > 0 ? $"the server rejected some of a request{ServerText.After(answer.Reason ?? string.Empty)}" : answer.Reason!, rejected, []);
        }
    }

    public void Failed(OtlpSignal signal, ReadOnlySpan<OtlpPiece> pieces, string reason)
    {
        OtlpTally tally = Of(signal);
        Of(signal) = tally with { Failed = tally.Failed + pieces.Length };
        List<string> addresses = [];
        foreach (OtlpPiece piece in pieces[..Math.Min(pieces.Length, MostAddresses)])
        {
            addresses.Add(piece.Address);
        }

        Note(reason, pieces.Length, addresses);
    }

    public OtlpReport ToReport() => new(
        _tallies[(int)OtlpSignal.Traces],
        _tallies[(int)OtlpSignal.Logs],
        _requests,
        _retries,
        _bytes,
        [.. _problems.Select(problem => new OtlpProblem(problem.Key, problem.Value.Lost, [.. problem.Value.Addresses])).OrderByDescending(problem => problem.Lost)]);

    private ref OtlpTally Of(OtlpSignal signal) => ref _tallies[(int)signal];

    private void Note(string reason, long lost, List<string> addresses)
    {
        string key = _problems.Count < MostReasons || _problems.ContainsKey(reason) ? reason : "other reasons";
        (long before, List<string> known) = _problems.GetValueOrDefault(key, (0, []));
        known.AddRange(addresses.Take(MostAddresses - known.Count));
        _problems[key] = (before + lost, known);
    }
}
