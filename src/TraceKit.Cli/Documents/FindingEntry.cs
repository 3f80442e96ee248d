using TraceKit.Reading;

namespace TraceKit.Cli.Documents;

/// <summary>A finding; line and column count from 1 and are null where they are not known.</summary>
internal sealed record FindingEntry(string Rule, string Severity, string File, long? Line, long? Column, string Message)
{
    public static FindingEntry Of(TraceFinding finding) => new(
        finding.Rule,
        SeverityName(finding.Severity),
        finding.File,
        finding.Line > 0 ? finding.Line : null,
        finding.Column > 0 ? finding.Column : null,
        finding.Message);

    public static string SeverityName(FindingSeverity severity) => severity.ToString().ToLowerInvariant();
}
