using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TraceKit.OpenTelemetry.Otlp.Json;
using TraceKit.OpenTelemetry.Otlp.Protobuf;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Encodes spans and log records one by one, and puts requests together of what is encoded. Not thread-safe.</summary>
internal abstract class OtlpEncoding
{
    /// <summary>Its media type over HTTP.</summary>
    public abstract string MediaType { get; }

    /// <summary>The encoding of a protocol.</summary>
    public static OtlpEncoding Of(OtlpProtocol protocol) => protocol == OtlpProtocol.HttpJson ? new InJson() : new InProtobuf();

    /// <summary>A span by itself.</summary>
    /// <exception cref="OtlpException">It cannot be encoded.</exception>
    public abstract byte[] Encode(SpanRecord span);

    /// <summary>A log record by itself.</summary>
    /// <exception cref="OtlpException">It cannot be encoded.</exception>
    public abstract byte[] Encode(SpanLog log);

    /// <summary>A request; pieces that follow each other and are of the same resource and scope share a group.</summary>
    public abstract byte[] Request(OtlpSignal signal, ReadOnlySpan<OtlpPiece> pieces);

    /// <summary>How many pieces from here on are of the same resource, or of the same resource and scope.</summary>
    private static int Same(ReadOnlySpan<OtlpPiece> pieces, bool scope)
    {
        int count = 1;
        while (count < pieces.Length && pieces[count].Resource.Equals(pieces[0].Resource) && (!scope || pieces[count].Scope.Equals(pieces[0].Scope)))
        {
            count++;
        }

        return count;
    }

    private sealed class InProtobuf : OtlpEncoding
    {
        private readonly BackwardBuffer _buffer = new();

        public override string MediaType => "application/x-protobuf";

        public override byte[] Encode(SpanRecord span) => Encode(span, ProtobufSpans.Span);

        public override byte[] Encode(SpanLog log) => Encode(log, ProtobufSpans.Log);

        public override byte[] Request(OtlpSignal signal, ReadOnlySpan<OtlpPiece> pieces)
        {
            // Backwards, as the buffer is: the groups must be known before the last of them is written first.
            Stack<Range> resources = new();
            for (int at = 0; at < pieces.Length; at = resources.Peek().End.Value)
            {
                resources.Push(at..(at + Same(pieces[at..], scope: false)));
            }

            foreach (Range resource in resources)
            {
                Resource(pieces[resource]);
            }

            byte[] request = _buffer.Written.ToArray();
            _buffer.Reset();
            return request;
        }

        private byte[] Encode<TItem>(TItem item, Action<BackwardBuffer, TItem> write)
        {
            try
            {
                write(_buffer, item);
                return _buffer.Written.ToArray();
            }
            finally
            {
                _buffer.Reset();
            }
        }

        private void Resource(ReadOnlySpan<OtlpPiece> pieces)
        {
            int end = _buffer.Length;
            SpanResource resource = pieces[0].Resource;
            _buffer.Text(3, resource.Schema);
            Stack<Range> scopes = new();
            for (int at = 0; at < pieces.Length; at = scopes.Peek().End.Value)
            {
                scopes.Push(at..(at + Same(pieces[at..], scope: true)));
            }

            foreach (Range scope in scopes)
            {
                Scope(pieces[scope]);
            }

            int resourceEnd = _buffer.Length;
            ProtobufSpans.Resource(_buffer, resource);
            _buffer.Message(1, resourceEnd);
            _buffer.Message(1, end);
        }

        private void Scope(ReadOnlySpan<OtlpPiece> pieces)
        {
            int end = _buffer.Length;
            SpanScope scope = pieces[0].Scope;
            _buffer.Text(3, scope.Schema);
            for (int at = pieces.Length - 1; at >= 0; at--)
            {
                _buffer.Bytes(2, pieces[at].Bytes);
            }

            int scopeEnd = _buffer.Length;
            ProtobufSpans.Scope(_buffer, scope);
            _buffer.Message(1, scopeEnd);
            _buffer.Message(2, end);
        }
    }

    private sealed class InJson : OtlpEncoding
    {
        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

        public override string MediaType => "application/json";

        public override byte[] Encode(SpanRecord span) => Write(json => JsonWriting.Span(json, span));

        public override byte[] Encode(SpanLog log) => Write(json => JsonWriting.Log(json, log));

        public override byte[] Request(OtlpSignal signal, ReadOnlySpan<OtlpPiece> pieces)
        {
            OtlpPiece[] all = pieces.ToArray();
            bool isTraces = signal == OtlpSignal.Traces;
            return Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray(isTraces ? "resourceSpans"u8 : "resourceLogs"u8);
                for (int at = 0; at < all.Length;)
                {
                    int count = Same(all.AsSpan(at), scope: false);
                    Resource(json, isTraces, all.AsSpan(at, count));
                    at += count;
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }

        private static void Resource(Utf8JsonWriter json, bool isTraces, ReadOnlySpan<OtlpPiece> pieces)
        {
            json.WriteStartObject();
            JsonWriting.Resource(json, pieces[0].Resource);
            json.WriteStartArray(isTraces ? "scopeSpans"u8 : "scopeLogs"u8);
            for (int at = 0; at < pieces.Length;)
            {
                int count = Same(pieces[at..], scope: true);
                json.WriteStartObject();
                JsonWriting.Scope(json, pieces[at].Scope);
                json.WriteStartArray(isTraces ? "spans"u8 : "logRecords"u8);
                foreach (OtlpPiece piece in pieces.Slice(at, count))
                {
                    json.WriteRawValue(piece.Bytes, skipInputValidation: true);
                }

                json.WriteEndArray();
                JsonWriting.Text(json, "schemaUrl"u8, pieces[at].Scope.Schema);
                json.WriteEndObject();
                at += count;
            }

            json.WriteEndArray();
            JsonWriting.Text(json, "schemaUrl"u8, pieces[0].Resource.Schema);
            json.WriteEndObject();
        }

        private static byte[] Write(Action<Utf8JsonWriter> write)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, Options))
            {
                write(json);
            }

            return buffer.WrittenSpan.ToArray();
        }
    }
}
