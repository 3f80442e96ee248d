using System.Buffers.Text;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using TraceKit.Payloads;
using TraceKit.RunFiles;

namespace TraceKit.Contract.Writing;

/// <summary>Takes the data of an event from a generated writer. Not for code of yours.</summary>
/// <remarks>
/// Each member is written with what stands before it: <c>,"name":</c>, or a comma for an item of a list. The first of these commas
/// becomes the bracket that opens, when the object or list is closed.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventJson
{
    /// <summary>Far below what the serializer takes: deeper data is left to it, and to its verdict.</summary>
    private const int MaxDepth = RunFormat.MaxDepth / 2;

    /// <summary>Characters of a text that are written at a time, so that room for the longest escapes is no burden.</summary>
    private const int TextPart = 4096;

    private const int LongestNumber = 40;

    private readonly EventBytes _bytes;
    private readonly Utf8JsonWriter _serializer;
    private WrittenContracts? _contracts;
    private int _depth;

    internal EventJson(EventBytes bytes, Utf8JsonWriter serializer) => (_bytes, _serializer) = (bytes, serializer);

    /// <summary>Whether the value has to be written by the serializer.</summary>
    internal bool GaveUp { get; private set; }

    /// <summary>How many broken characters were written as U+FFFD.</summary>
    internal int Replaced { get; private set; }

    /// <summary>Leaves the whole event to the serializer, which knows what to do about a value.</summary>
    public void GiveUp() => GaveUp = true;

    /// <summary>Opens an object or a list.</summary>
    /// <param name="name">What stands before it.</param>
    /// <returns>Where it starts, for the end; -1 when it is too deep, and must be left out.</returns>
    public int Begin(ReadOnlySpan<byte> name)
    {
        if (_depth == MaxDepth)
        {
            GaveUp = true;
            return -1;
        }

        _depth++;
        Raw(name);
        return _bytes.WrittenCount;
    }

    /// <summary>Opens a list, unless code of the user's stands behind it.</summary>
    /// <param name="name">What stands before it.</param>
    /// <param name="list">The list.</param>
    /// <returns>As <see cref="Begin"/>.</returns>
    public int BeginList(ReadOnlySpan<byte> name, object list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (FrameworkCollections.Has(list.GetType()))
        {
            return Begin(name);
        }

        GaveUp = true;
        return -1;
    }

    /// <summary>Closes an object.</summary>
    /// <param name="start">What <see cref="Begin"/> gave.</param>
    public void EndObject(int start) => End(start, (byte)'{', (byte)'}');

    /// <summary>Closes a list.</summary>
    /// <param name="start">What <see cref="BeginList"/> gave.</param>
    public void EndList(int start) => End(start, (byte)'[', (byte)']');

    /// <summary>Writes a text.</summary>
    /// <param name="name">What stands before it.</param>
    /// <param name="value">The text.</param>
    public void Text(ReadOnlySpan<byte> name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ReadOnlySpan<char> text = value;
        ReadOnlySpan<char> part = JsonText.Part(text, TextPart);
        Span<byte> room = _bytes.GetSpan(name.Length + 2 + (part.Length * JsonText.MostBytes));
        name.CopyTo(room);
        int at = name.Length;
        room[at++] = (byte)'"';
        at += Encode(part, room[at..]);
        while (part.Length < text.Length)
        {
            _bytes.Advance(at);
            text = text[part.Length..];
            part = JsonText.Part(text, TextPart);
            room = _bytes.GetSpan(1 + (part.Length * JsonText.MostBytes));
            at = Encode(part, room);
        }

        room[at++] = (byte)'"';
        _bytes.Advance(at);
    }

    /// <summary>Writes true or false.</summary>
    /// <param name="name">What stands before it.</param>
    /// <param name="value">The value.</param>
    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        Raw(name);
        Raw(value ? "true"u8 : "false"u8);
    }

    /// <summary>Writes null.</summary>
    /// <param name="name">What stands before it.</param>
    public void Null(ReadOnlySpan<byte> name)
    {
        Raw(name);
        Raw("null"u8);
    }

    /// <summary>Writes a number.</summary>
    /// <param name="name">What stands before it.</param>
    /// <param name="value">The number.</param>
    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Span<byte> room = NumberRoom(name);
        Utf8Formatter.TryFormat(value, room, out int length);
        _bytes.Advance(length);
    }

    /// <inheritdoc cref="Number(ReadOnlySpan{byte}, long)"/>
    public void Number(ReadOnlySpan<byte> name, ulong value)
    {
        Span<byte> room = NumberRoom(name);
        Utf8Formatter.TryFormat(value, room, out int length);
        _bytes.Advance(length);
    }

    /// <inheritdoc cref="Number(ReadOnlySpan{byte}, long)"/>
    public void Number(ReadOnlySpan<byte> name, double value)
    {
        GaveUp |= !double.IsFinite(value);
        Span<byte> room = NumberRoom(name);
        if (!ShortNumber.TryFormat(value, room, out int length))
        {
            Utf8Formatter.TryFormat(value, room, out length);
        }

        _bytes.Advance(length);
    }

    /// <inheritdoc cref="Number(ReadOnlySpan{byte}, long)"/>
    public void Number(ReadOnlySpan<byte> name, float value)
    {
        GaveUp |= !float.IsFinite(value);
        Span<byte> room = NumberRoom(name);
        Utf8Formatter.TryFormat(value, room, out int length);
        _bytes.Advance(length);
    }

    /// <inheritdoc cref="Number(ReadOnlySpan{byte}, long)"/>
    public void Number(ReadOnlySpan<byte> name, decimal value)
    {
        Span<byte> room = NumberRoom(name);
        Utf8Formatter.TryFormat(value, room, out int length);
        _bytes.Advance(length);
    }

    /// <summary>Writes a value of an enumeration, as the contract says: a word or a number.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="name">What stands before it.</param>
    /// <param name="value">The value.</param>
    public void Word<TEnum>(ReadOnlySpan<byte> name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            GaveUp = true;
            return;
        }

        Raw(name);
        Raw(_contracts!.Word(value));
    }

    /// <summary>Writes raw JSON.</summary>
    /// <param name="name">What stands before it.</param>
    /// <param name="value">The JSON.</param>
    public void Element(ReadOnlySpan<byte> name, JsonElement value)
    {
        bool isNested = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        if (value.ValueKind == JsonValueKind.Undefined || (isNested && !MayBeWritten(JsonMarshal.GetRawUtf8Value(value))))
        {
            GaveUp = true;
            return;
        }

        Raw(name);
        int start = _bytes.WrittenCount;
        _serializer.Reset(_bytes);
        value.WriteTo(_serializer);
        _serializer.Flush();
        Replaced += ReplacedCharacters.In(_bytes.WrittenSpan[start..]);
    }

    /// <summary>Writes what generated code has no statements for, by the contract.</summary>
    /// <typeparam name="TValue">Type of the value.</typeparam>
    /// <param name="name">What stands before it.</param>
    /// <param name="value">The value.</param>
    public void Other<TValue>(ReadOnlySpan<byte> name, TValue value)
    {
        if (_contracts!.Of(value) is not { } contract)
        {
            GaveUp = true;
            return;
        }

        Raw(name);
        int start = _bytes.WrittenCount;
        _serializer.Reset(_bytes);
        JsonSerializer.Serialize(_serializer, value, contract);
        _serializer.Flush();
        ReadOnlySpan<byte> written = _bytes.WrittenSpan[start..];
        GaveUp |= IsTooDeep(written);
        Replaced += ReplacedCharacters.In(written);
    }

    /// <summary>Begins an event.</summary>
    internal void Start()
    {
        _depth = 0;
        GaveUp = false;
        Replaced = 0;
    }

    /// <summary>Begins an event's data.</summary>
    internal void StartData(WrittenContracts contracts) => _contracts = contracts;

    /// <summary>Writes bytes as they are.</summary>
    internal void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(_bytes.GetSpan(json.Length));
        _bytes.Advance(json.Length);
    }

    private Span<byte> NumberRoom(ReadOnlySpan<byte> name)
    {
        Span<byte> room = _bytes.GetSpan(name.Length + LongestNumber);
        name.CopyTo(room);
        _bytes.Advance(name.Length);
        return room[name.Length..];
    }

    private int Encode(ReadOnlySpan<char> text, Span<byte> room)
    {
        int written = JsonText.Encode(text, room, out int replaced);
        Replaced += replaced;
        return written;
    }

    private void End(int start, byte open, byte close)
    {
        _depth--;
        bool empty = _bytes.WrittenCount == start;
        Span<byte> room = _bytes.GetSpan(2);
        room[0] = empty ? open : close;
        room[1] = close;
        _bytes.Advance(empty ? 2 : 1);
        _bytes.WrittenBytes[start] = open;
    }

    private bool MayBeWritten(ReadOnlySpan<byte> json)
    {
        if (IsTooDeep(json))
        {
            return false;
        }

        return !_contracts!.RefusesTwins || !TwinMembers.MayBeIn(json);
    }

    /// <summary>Whether JSON may be deeper than what is left: it has no more levels than brackets that open.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> json) => json.Count((byte)'{') + json.Count((byte)'[') > RunFormat.MaxDepth - MaxDepth - 2;
}
