namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>What became of what was given to an <see cref="OtlpSender"/>. Of each signal, given = sent + rejected + failed when all is done.</summary>
/// <param name="Spans">The spans.</param>
/// <param name="Logs">The log records.</param>
/// <param name="Requests">Requests that were sent, attempts that failed included.</param>
/// <param name="Retries">How many of these were sent again.</param>
/// <param name="Bytes">Bytes of the requests that were taken, before compression.</param>
/// <param name="Problems">Why spans and log records were rejected or failed, and what was odd about answers; each reason once.</param>
public sealed record OtlpReport(OtlpTally Spans, OtlpTally Logs, long Requests, long Retries, long Bytes, IReadOnlyList<OtlpProblem> Problems);

/// <summary>Counts of spans, or of log records.</summary>
/// <param name="Given">Those that were given.</param>
/// <param name="Sent">Those that the server said it took.</param>
/// <param name="Rejected">Those of a request that was taken of which the server said that it rejected them. It does not say which.</param>
/// <param name="Failed">Those that were not delivered.</param>
public readonly record struct OtlpTally(long Given, long Sent, long Rejected, long Failed);

/// <summary>A reason, and what it befell.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="Lost">How many spans and log records were rejected or failed for it; 0 when it is only odd.</param>
/// <param name="Addresses">The first of them, as <c>run_id#seq</c> or <c>trace/span</c>; at most 5. Of rejected ones the server does not say which.</param>
public sealed record OtlpProblem(string Reason, long Lost, IReadOnlyList<string> Addresses);
