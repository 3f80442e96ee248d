using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Datasets;

/// <summary>Writes the records of a dataset: the same record gives the same bytes on any machine.</summary>
internal static class DatasetText
{
    private static readonly JsonWriterOptions Indented = RowWriter.Options with { Indented = true, NewLine = "\n" };

    /// <summary>A record as one line, without a line feed.</summary>
    public static byte[] Line<TRecord>(TRecord record, JsonTypeInfo<TRecord> contract) => Write(record, contract, RowWriter.Options);

    /// <summary>A record as an indented document.</summary>
    public static byte[] Document<TRecord>(TRecord record, JsonTypeInfo<TRecord> contract) => Write(record, contract, Indented);

    private static byte[] Write<TRecord>(TRecord record, JsonTypeInfo<TRecord> contract, JsonWriterOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            JsonSerializer.Serialize(json, record, contract);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
