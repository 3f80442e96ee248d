using System.Text.Json;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Formats;

/// <summary>OpenAI's chat format for fine-tuning, which most trainers read.</summary>
internal sealed class OpenAIFormat : ITargetFormat
{
    public string Name => "openai";

    public string Loader => "FineTuneChatRequestInput of the published OpenAPI description, 2025-04-29";

    /// <summary>All: <c>weight</c> says of each assistant turn whether it is trained.</summary>
    public int Expressible(CandidateRow row) => row.Messages.Count;

    public void Write(CandidateRow row, Utf8JsonWriter json, List<MapEntry> map)
    {
        json.WriteStartObject();
        new RowWriter(json, map) { Weights = true }.Messages("messages", row.Messages);
        if (row.Tools is { Count: > 0 } tools)
        {
            json.WritePropertyName("tools"u8);
            RowWriter.Tools(json, tools);
            map.Add(MapEntry.Of("/tools", new TextSource(null, "/tools", Operations.Tools), trained: false, 0));
        }

        json.WriteEndObject();
        json.Flush();
    }

    public IEnumerable<RowProblem> SchemaProblems(JsonElement row) => OpenAISchema.Problems(row);
}
