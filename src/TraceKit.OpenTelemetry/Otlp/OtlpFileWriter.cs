using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TraceKit.OpenTelemetry.Otlp.Json;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Writes spans and log records as OTLP/JSON, one request a line, as OpenTelemetry's file exporters do.</summary>
/// <remarks>
/// Ids are hexadecimal, numbers of 64 bits are texts, enums are numbers. Spans that follow each other and are of the same resource and scope
/// (the same objects) share one group, so that a reader gives them in the order of writing. Broken Unicode becomes U+FFFD. Not thread-safe.
/// </remarks>
public sealed class OtlpFileWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Makes a writer.</summary>
    /// <param name="stream">Takes the lines; it stays open when the writer is disposed.</param>
    public OtlpFileWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _json = new Utf8JsonWriter(_line, Options);
    }

    /// <summary>Writes spans as one line; none writes nothing.</summary>
    /// <param name="spans">The spans.</param>
    /// <exception cref="OtlpException">A value is nested too deep; nothing of the line is written.</exception>
    /// <exception cref="IOException">The stream does not take it.</exception>
    public void Write(IReadOnlyList<SpanRecord> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        Line(spans, "resourceSpans"u8, "scopeSpans"u8, "spans"u8, span => (span.Resource, span.Scope), JsonWriting.Span);
    }

    /// <summary>Writes log records as one line; none writes nothing.</summary>
    /// <param name="logs">The log records.</param>
    /// <exception cref="OtlpException">A value is nested too deep; nothing of the line is written.</exception>
    /// <exception cref="IOException">The stream does not take it.</exception>
    public void Write(IReadOnlyList<SpanLog> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        Line(logs, "resourceLogs"u8, "scopeLogs"u8, "logRecords"u8, log => (log.Resource, log.Scope), JsonWriting.Log);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Line<TItem>(
        IReadOnlyList<TItem> items,
        ReadOnlySpan<byte> resources,
        ReadOnlySpan<byte> scopes,
        ReadOnlySpan<byte> members,
        Func<TItem, (SpanResource Resource, SpanScope Scope)> around,
        Action<Utf8JsonWriter, TItem> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteStartArray(resources);
        for (int at = 0; at < items.Count;)
        {
            SpanResource resource = around(items[at]).Resource;
            _json.WriteStartObject();
            JsonWriting.Resource(_json, resource);
            _json.WriteStartArray(scopes);
            while (at < items.Count && around(items[at]).Resource.Equals(resource))
            {
                SpanScope scope = around(items[at]).Scope;
                _json.WriteStartObject();
                JsonWriting.Scope(_json, scope);
                _json.WriteStartArray(members);
                for (; at < items.Count && around(items[at]) == (resource, scope); at++)
                {
                    write(_json, items[at]);
                }

                _json.WriteEndArray();
                JsonWriting.Text(_json, "schemaUrl"u8, scope.Schema);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            JsonWriting.Text(_json, "schemaUrl"u8, resource.Schema);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _stream.Write(_line.WrittenSpan);
        _stream.WriteByte((byte)'\n');
    }
}
