using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.Rendering;

namespace TraceKit.Cli.Commands.Export;

/// <summary><c>tracekit export otlp</c>: sends the spans of run files to an OTLP endpoint, or writes them as an OTLP/JSON file.</summary>
internal static class ExportOtlpCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> path = CommandParts.Path("DIR");
        var endpoint = new Option<string>("--endpoint") { Description = "Address of the receiver, such as http://localhost:4318; /v1/traces is added. Default: OTEL_EXPORTER_OTLP_ENDPOINT.", HelpName = "URL" };
        var header = new Option<string[]>("--header") { Description = "A header, key=value; may be given several times. OTEL_EXPORTER_OTLP_HEADERS keeps keys out of the list of processes.", HelpName = "KEY=VALUE" };
        Option<string> protocol = new Option<string>("--protocol") { Description = "How to send. Default: OTEL_EXPORTER_OTLP_PROTOCOL, else http/protobuf." }
            .AcceptOnlyFromAmong("http/protobuf", "http/json", "grpc");
        var gzip = new Option<bool>("--gzip") { Description = "Compress requests. Default: as OTEL_EXPORTER_OTLP_COMPRESSION says." };
        var output = new Option<string>("--out") { Description = "Write an OTLP/JSON file instead, one request a line; it must not be there yet.", HelpName = "FILE.jsonl" };
        Option<string> profile = new Option<string>("--profile") { Description = $"Version of the GenAI conventions. Default: {GenAiProfile.Version141.Id}." }
            .AcceptOnlyFromAmong([.. GenAiProfile.All.Select(known => known.Id)]);
        var content = new Option<bool>("--content") { Description = "Send what was said too: prompts, replies, arguments, results. Default: names, ids, counts and outcomes alone." };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Only runs that started then or later: 2026-11-27 or 2026-11-27T14:00:00Z.",
            HelpName = "TIME",
            CustomParser = result => SinceOption.Parse(result),
        };
        Option<bool> json = CommandParts.Json();
        var command = new Command("otlp", "Send the spans of sealed runs to an OTLP endpoint, or write them to a file. Span ids stay, so that who knows spans by their ids has each once.")
        {
            path, endpoint, header, protocol, gzip, output, profile, content, since, json,
        };
        command.SetAction(async (parsed, cancellationToken) => await RunAsync(
            context,
            new ExportSettings
            {
                Path = parsed.GetRequiredValue(path),
                Profile = GenAiProfile.Of(parsed.GetValue(profile) ?? GenAiProfile.Version141.Id),
                Content = parsed.GetValue(content),
                Since = parsed.GetValue(since),
                Out = parsed.GetValue(output),
                Otlp = new OtlpSettings
                {
                    Endpoint = parsed.GetValue(endpoint),
                    Protocol = parsed.GetValue(protocol),
                    Headers = parsed.GetValue(header) ?? [],
                    Gzip = parsed.GetValue(gzip) ? true : null,
                },
            },
            parsed.GetValue(json),
            cancellationToken).ConfigureAwait(false));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ExportSettings settings, bool json, CancellationToken cancellationToken)
    {
        var screen = new Screen(context);
        var scan = TraceScan.Of(context, settings.Path);
        var tally = new FindingTally();
        using IExportTarget target = Target(context, settings);
        ExportDocument document = await RunExport.SendAsync(scan, settings, target, tally, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            screen.WriteJson(document, CliJson.Default.ExportDocument);
        }
        else
        {
            screen.Write(Told(document, settings.Out is null ? "sent" : "written"));
        }

        Remark(screen, scan, document);
        tally.Complain(screen, settings.Path);
        return (document.Spans.Failed + document.Logs.Failed, document.Spans.Rejected + document.Logs.Rejected) switch
        {
            ( > 0, _) => ExitCodes.InputOutput,
            (_, > 0) => ExitCodes.BadData,
            _ => tally.ExitCode(),
        };
    }

    private static IExportTarget Target(CommandContext context, ExportSettings settings)
    {
        if (settings.Out is { } file)
        {
            return settings.Otlp is { Endpoint: null, Protocol: null, Gzip: null, Headers.Count: 0 }
                ? new FileTarget(file)
                : throw new CommandException(ExitCodes.Usage, "--out writes a file and sends nothing; leave out --endpoint, --header, --protocol and --gzip, or --out.");
        }

        try
        {
            return new EndpointTarget(
                OtlpEndpoint.Of(OtlpSignal.Traces, settings.Otlp, context.Variable),
                OtlpEndpoint.Of(OtlpSignal.Logs, settings.Otlp, context.Variable));
        }
        catch (OtlpException refusal)
        {
            throw new CommandException(ExitCodes.Usage, $"{refusal.Message}.");
        }
    }

    private static IEnumerable<StoryLine> Told(ExportDocument document, string done)
    {
        yield return new StoryLine(
        [
            new(Counted.Of(document.Runs, "run"), StoryTone.Strong),
            new($" as {document.Profile}{(document.Content ? " with content" : string.Empty)} to {document.To}"),
        ]);
        yield return Sums("spans", document.Spans, done);
        if (document.Logs.Given > 0)
        {
            yield return Sums("labels", document.Logs, done);
        }

        if (document.Requests > 0)
        {
            string again = document.Retries > 0 ? Text($", {document.Retries} of them again") : string.Empty;
            yield return StoryLine.Of($"  {Counted.Of(document.Requests, "request")}{again}", StoryTone.Dim);
        }

        foreach (OtlpProblem problem in document.Problems)
        {
            string which = problem.Addresses.Count > 0 ? $" ({string.Join(", ", problem.Addresses)}{(problem.Lost > problem.Addresses.Count ? ", …" : string.Empty)})" : string.Empty;
            string count = problem.Lost > 0 ? Text($"{problem.Lost}: ") : string.Empty;
            yield return new StoryLine([new("  "), new(TerminalText.Line($"{count}{problem.Reason}{which}"), problem.Lost > 0 ? StoryTone.Bad : StoryTone.Warning)]);
        }
    }

    private static StoryLine Sums(string what, OtlpTally tally, string done) => new(
    [
        new($"  {what,-7}"),
        new(Text($"{tally.Sent,7} {done}"), StoryTone.Good),
        new(tally.Rejected > 0 ? Text($", {tally.Rejected} rejected") : string.Empty, StoryTone.Warning),
        new(tally.Failed > 0 ? Text($", {tally.Failed} failed") : string.Empty, StoryTone.Bad),
    ]);

    private static void Remark(Screen screen, TraceScan scan, ExportDocument document)
    {
        if (scan.IsEmpty)
        {
            screen.Note(scan.EmptyMessage);
        }

        if (document.RunsLeftOut > 0)
        {
            screen.Note($"{Counted.Of(document.RunsLeftOut, "run")} without an end left out, as more may come; 'tracekit recover {document.Path}' seals runs of dead processes.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
