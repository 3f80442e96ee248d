using System.Globalization;
using System.Text;
using System.Text.Json;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>Walks over the text values of JSON and knows the JSON Pointer of each.</summary>
internal ref struct JsonTexts
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly Step[] _steps = new Step[RunFormat.MaxDepth];
    private int _depth = -1;
    private Utf8JsonReader _reader;

    public JsonTexts(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RunFormat.MaxDepth });
    }

    /// <summary>Where the text stands in the JSON, with its quotation marks.</summary>
    public readonly Range Place => (int)_reader.TokenStartIndex..(int)_reader.BytesConsumed;

    /// <summary>The bytes between the quotation marks, as they stand there.</summary>
    public readonly ReadOnlySpan<byte> Escaped => _reader.ValueSpan;

    /// <summary>Goes on to the next text.</summary>
    /// <exception cref="JsonException">This is not JSON.</exception>
    public bool Next()
    {
        while (_reader.Read())
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _steps[_depth] = _steps[_depth] with { Name = (int)_reader.TokenStartIndex..(int)_reader.BytesConsumed };
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _depth--;
                    continue;
            }

            if (_depth >= 0 && _steps[_depth].IsArray)
            {
                _steps[_depth] = _steps[_depth] with { Index = _steps[_depth].Index + 1 };
            }

            if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _steps[++_depth] = new Step(_reader.TokenType == JsonTokenType.StartArray, -1, default);
            }
            else if (_reader.TokenType == JsonTokenType.String)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text in UTF-8, without escapes.</summary>
    public readonly byte[] Unescaped()
    {
        if (!_reader.ValueIsEscaped)
        {
            return _reader.ValueSpan.ToArray();
        }

        byte[] buffer = new byte[_reader.ValueSpan.Length];
        return buffer[.._reader.CopyString(buffer)];
    }

    /// <summary>The text's JSON Pointer.</summary>
    public readonly string Pointer()
    {
        var pointer = new StringBuilder();
        for (int i = 0; i <= _depth; i++)
        {
            pointer.Append('/');
            if (_steps[i].IsArray)
            {
                pointer.Append(CultureInfo.InvariantCulture, $"{_steps[i].Index}");
            }
            else
            {
                pointer.Append(JsonPlace.Escape(NameAt(_steps[i].Name)));
            }
        }

        return pointer.ToString();
    }

    /// <summary>A name, with its quotation marks and, as the reader counts it, the colon after them.</summary>
    private readonly string NameAt(Range place)
    {
        ReadOnlySpan<byte> name = _json[place];
        var reader = new Utf8JsonReader(name[..(name.LastIndexOf((byte)'"') + 1)]);
        reader.Read();
        return reader.GetString()!;
    }

    private readonly record struct Step(bool IsArray, int Index, Range Name);
}
