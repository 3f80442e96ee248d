using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.Reading;

namespace TraceKit.Cli.Commands.Export;

/// <summary>Gives the spans of run files to a target, a file at a time.</summary>
internal static class RunExport
{
    public static async Task<ExportDocument> SendAsync(TraceScan scan, ExportSettings settings, IExportTarget target, FindingTally tally, CancellationToken cancellationToken)
    {
        int runs = 0;
        int leftOut = 0;
        foreach (RunFileContents contents in scan.Read())
        {
            tally.Add(contents.Findings);
            foreach (RecordedRun run in contents.Runs.Where(run => settings.Since is not { } since || run.Header.StartedAt >= since))
            {
                if (run.End is null)
                {
                    leftOut++;
                    continue;
                }

                runs++;
                await target.TakeAsync(RunSpans.Of(run, settings.Profile, settings.Content), cancellationToken).ConfigureAwait(false);
            }
        }

        OtlpReport report = await target.FinishAsync(cancellationToken).ConfigureAwait(false);
        return new ExportDocument
        {
            Path = settings.Path,
            To = target.Name,
            Profile = settings.Profile.Id,
            Content = settings.Content,
            Runs = runs,
            RunsLeftOut = leftOut,
            Spans = report.Spans,
            Logs = report.Logs,
            Requests = report.Requests,
            Retries = report.Retries,
            Bytes = report.Bytes,
            Problems = report.Problems,
        };
    }
}
