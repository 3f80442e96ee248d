using System.Globalization;
using System.Text.Json;

namespace TraceKit.Sft.Gates;

/// <summary>TOOL-02: the arguments of every call are a JSON object.</summary>
internal sealed class ArgumentsJsonGate : IRowGate
{
    public string Id => "TOOL-02";

    public string Title => "arguments are a JSON object";

    public bool Applies(RowView row) => row.Messages.Any(message => message.Calls.Count > 0);

    public IEnumerable<RowProblem> Problems(RowView row) =>
        row.Messages.SelectMany(message => message.Calls).Select(Problem).OfType<RowProblem>();

    private static RowProblem? Problem(CallView call)
    {
        string at = call.Pointer + "/function/arguments";
        if (call.ArgumentsText is not { } text)
        {
            return new RowProblem(at, "there are no arguments");
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? null
                : new RowProblem(at, $"the arguments are a JSON {document.RootElement.ValueKind}, not an object");
        }
        catch (JsonException failure)
        {
            return new RowProblem(at, string.Create(CultureInfo.InvariantCulture, $"the arguments are not JSON (byte {failure.BytePositionInLine}): {failure.Message}"));
        }
    }
}
