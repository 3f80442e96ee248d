using System.Text.Json;

namespace TraceKit.Redaction;

/// <summary>Looks at each string and each property name of one JSON object.</summary>
internal sealed class JsonWalk(RunRedactor redactor, SecretScan scan, RedactionCounts counts, FieldScope? fields)
{
    /// <summary>More than <c>Utf8JsonWriter</c> writes.</summary>
    private const int Deepest = 1024;

    private readonly List<Splice> _splices = [];
    private readonly NameScope _names = new();
    private readonly Stack<bool> _open = new();
    private readonly StringRow _row = new();
    private bool _isNameWithheld;
    private string? _property;
    private bool _isStructure;
    private FieldTreatment? _treatment;

    /// <summary>What has to be written in place of what.</summary>
    public List<Splice> Splices(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                EndRow(json);
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Open(ref reader);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close(reader.TokenType);
                    break;
                case JsonTokenType.PropertyName:
                    Name(ref reader);
                    break;
                case JsonTokenType.String:
                    Value(ref reader, json);
                    break;
                default:
                    Literal(ref reader);
                    break;
            }
        }

        return _splices;
    }

    private void Open(ref Utf8JsonReader reader)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        _open.Push(isArray);
        if (!isArray)
        {
            _names.Open((int)reader.TokenStartIndex);
        }

        fields?.Open(isArray, _treatment = fields.Value());
        _property = null;
        _isNameWithheld = false;
        _isStructure = false;
    }

    private void Close(JsonTokenType token)
    {
        _open.Pop();
        if (token == JsonTokenType.EndObject)
        {
            _names.Close();
        }

        _treatment = fields?.Close();
        _property = null;
    }

    /// <summary>A number, a flag or null. A field that is taken out has none of its own.</summary>
    private void Literal(ref Utf8JsonReader reader)
    {
        if (fields?.Value() is FieldTreatment.Drop or FieldTreatment.Hash && reader.TokenType != JsonTokenType.Null)
        {
            _splices.Add(Splice.Null((int)reader.TokenStartIndex, reader.ValueSpan.Length));
            counts.Add(RunRedactor.DroppedField);
        }

        _property = null;
    }

    private void Name(ref Utf8JsonReader reader)
    {
        _isStructure = reader.CurrentDepth == 1 && IsStructure(ref reader);
        fields?.Name(Text(ref reader) ?? string.Empty);
        if (_treatment == FieldTreatment.Keep)
        {
            return;
        }

        bool suspicious = scan.MayNameSecret(reader.ValueSpan) || scan.MayHold(reader.ValueSpan);
        _property = null;
        _isNameWithheld = false;
        if (suspicious || NameScope.Concerns(reader.ValueSpan))
        {
            _property = Text(ref reader);
            _isNameWithheld = _property is null;
            string redacted = _property is null ? Withhold() : redactor.RedactText(_property, counts);
            Put(ref reader, _property, _names.Distinct(redacted));
        }
    }

    private void Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (fields?.IsAtType == true)
        {
            fields.SetType(Text(ref reader) ?? string.Empty);
        }

        if (_isStructure)
        {
            // A rule that hits such a value would make the file one that cannot be read.
        }
        else if (fields?.Value() is { } treatment)
        {
            EndRow(json);
            if (treatment != FieldTreatment.Keep)
            {
                Put(ref reader, text: null, redactor.FieldMark(treatment, Text(ref reader), counts));
            }
        }
        else
        {
            if (_open.TryPeek(out bool inArray) && inArray)
            {
                _row.Add((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            }

            if (_isNameWithheld)
            {
                Put(ref reader, text: null, Withhold()); // it may be what the name says, and nobody can tell
            }
            else if (_property is not null || scan.MayHold(reader.ValueSpan))
            {
                string? text = Text(ref reader);
                Put(ref reader, text, text is null ? Withhold() : redactor.RedactText(text, _property, counts));
            }
        }

        _property = null;
        _isNameWithheld = false;
    }

    /// <summary>Looks for secrets that lie across strings which follow each other in an array, as the pieces of a stream do.</summary>
    private void EndRow(ReadOnlySpan<byte> json)
    {
        if (_row.Texts(json, scan) is { } texts && redactor.RedactTogether(texts, counts) is { } redacted)
        {
            _splices.RemoveAll(splice => splice.Start >= _row.Start);
            for (int i = 0; i < texts.Count; i++)
            {
                if (!string.Equals(texts[i], redacted[i], StringComparison.Ordinal))
                {
                    _splices.Add(Splice.For(_row[i].Start, _row[i].End - _row[i].Start, redacted[i]));
                }
            }
        }

        _row.Clear();
    }

    /// <summary>Whether a member of a line is a part of the format: written by us, and needed to put the file together.</summary>
    private static bool IsStructure(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("run_id"u8) || reader.ValueTextEquals("sha256"u8) || reader.ValueTextEquals("kind"u8) || reader.ValueTextEquals("format"u8)
        || reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("span_id"u8) || reader.ValueTextEquals("parent_span_id"u8);

    private void Put(ref Utf8JsonReader reader, string? text, string redacted)
    {
        if (!string.Equals(text, redacted, StringComparison.Ordinal))
        {
            _splices.Add(Splice.For((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2, redacted));
        }
    }

    /// <summary>The text of the token, or null when it is not Unicode.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string Withhold()
    {
        counts.AddFailure();
        return RunRedactor.Withheld;
    }
}
