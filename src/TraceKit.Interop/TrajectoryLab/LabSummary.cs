using System.Globalization;
using System.Text.Json;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>A <c>.summary.json</c>: what the run was about and what its lines add up to.</summary>
internal sealed record LabSummary
{
    /// <summary>Where it lies.</summary>
    public required SourceSlice Slice { get; init; }

    /// <summary>The file's object.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Whether the object is a summary even where there are no lines: it has a run's id and counts its events.</summary>
    public bool StandsAlone => Text("run_id") is { Length: > 0 } && Number("event_count") is not null;

    /// <summary>Reads a file, or says why it is refused.</summary>
    public static LabSummary? Read(SourceFile file, out Refusal? refusal)
    {
        var slice = new SourceSlice(file, file.Start, file.Bytes.Length - file.Start);
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxHeaderBytes, out JsonElement value);
        if (refusal is null && value.ValueKind != JsonValueKind.Object)
        {
            refusal = new Refusal(ImportRules.WrongShape, "wrong_shape", "a summary is an object");
        }

        return refusal is null ? new LabSummary { Slice = slice, Value = value } : null;
    }

    /// <summary>A member that is text and not empty, or null.</summary>
    public string? Text(string name) => new ForeignObject(Value).Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Reports what it says otherwise than the lines.</summary>
    public void Check(LabFacts facts, string? runId, ImportLedger ledger)
    {
        Compare("run_id", runId, ledger);
        Compare("topic", facts.Started?.Aside.Text("topic"), ledger);
        Compare("provider", facts.Started?.Aside.Text("provider"), ledger);
        Compare("model", facts.Started?.Aside.Text("model"), ledger);
        Compare("status", facts.Completed?.Aside.Text("status"), ledger);
        Compare("error", facts.Completed?.Aside.Text("error"), ledger);
        Compare("report_sha256", facts.Report?.Aside.Text("report_sha256"), ledger);
        Compare("event_count", facts.Lines, ledger);
        Compare("tool_call_count", facts.ToolCalls, ledger);
        Compare("tool_error_count", facts.ToolErrors, ledger);
        Compare("report_len", facts.Report?.Aside.Whole("report_len"), ledger);
    }

    private int? Number(string name) => new ForeignObject(Value).Whole(name);

    private void Compare(string name, string? told, ImportLedger ledger)
    {
        if (Text(name) is { } said && told is { Length: > 0 } && !string.Equals(said, told, name is "report_sha256" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        {
            Report(name, $"'{Shorten(said)}'", $"'{Shorten(told)}'", ledger);
        }
    }

    private void Compare(string name, int? told, ImportLedger ledger)
    {
        if (Number(name) is { } said && told is { } number && said != number)
        {
            Report(name, said.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture), ledger);
        }
    }

    private void Report(string name, string said, string told, ImportLedger ledger) =>
        ledger.Warn(ImportRules.Contradiction, Slice.File.Name, $"the summary says {name}={said}, the lines say {told}");

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
