using System.Security.Cryptography;
using System.Text.Json;
using TraceKit.Contract;
using TraceKit.Payloads;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>An event as it lies in a run file: its envelope and the bytes of its data. Of an unknown type nothing is lost.</summary>
public sealed record RecordedEvent
{
    /// <summary>The run that it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>Place in the run, from 0.</summary>
    public required long Seq { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Wire name of its type.</summary>
    public required string Type { get; init; }

    /// <summary>Version of its type.</summary>
    public required int Version { get; init; }

    /// <summary>The agent's loop counter. Default: not recorded.</summary>
    public int? Step { get; init; }

    /// <summary>The role that it belongs to. Default: none.</summary>
    public string? Role { get; init; }

    /// <summary>The <c>seq</c> of the input that it answers. Default: it answers none.</summary>
    public long? Answers { get; init; }

    /// <summary>The <c>seq</c> of the decision input that it belongs to. Default: the run itself.</summary>
    public long? Decision { get; init; }

    /// <summary>Its span. Default: none of its own.</summary>
    public string? SpanId { get; init; }

    /// <summary>The span around it. Default: none.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>How it was read from a model's reply: <c>strict</c>, <c>fenced</c>, <c>substring</c>, or <c>repaired</c> when code had to mend the reply first. Default: it was not.</summary>
    public string? Parsed { get; init; }

    /// <summary>Where in the model's reply it was found: start and length in UTF-16 units. Default: it was not read from a reply, or the reply was repaired.</summary>
    public (int Start, int Length)? ParsedAt { get; init; }

    /// <summary>The foreign bytes that it was imported from. Default: it was recorded live.</summary>
    public EventOrigin? Origin { get; init; }

    /// <summary>Whether the data was too long and was left out.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The parts of the data that lie beside the file. Default: none.</summary>
    public IReadOnlyList<BlobReference> Blobs { get; init; } = [];

    /// <summary>The earlier event whose history this one continues. Default: the line holds the whole history.</summary>
    public HistoryBase? Base { get; init; }

    /// <summary>How many halves of surrogate pairs, or broken bytes, were replaced by U+FFFD when the event was written.</summary>
    public int ReplacedCharacters { get; init; }

    /// <summary>Whether a part of the data is missing: a blob, or the history that it continues. Such an event is read as no type.</summary>
    public bool IsIncomplete { get; internal init; }

    /// <summary>Number of its line in the file, from 1.</summary>
    public required long LineNumber { get; init; }

    /// <summary>Offset of its line in the file, in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>Its line without the line feed, as it lies in the file.</summary>
    public required ReadOnlyMemory<byte> Line { get; init; }

    /// <summary>The JSON value of its data: as it lies in the file, with the parts in it that lie beside the file or in an earlier event.</summary>
    /// <remarks>When <see cref="IsIncomplete"/>, it is the data as it lies in the file alone.</remarks>
    /// <exception cref="InvalidDataException">A blob was there when the file was read and is not any more.</exception>
    public required ReadOnlyMemory<byte> Data { get => Whole?.Bytes ?? field; init; }

    /// <summary>What puts the data together, when the line does not hold all of it.</summary>
    internal WholeData? Whole { get; init; }

    /// <summary>Its address.</summary>
    public EventAddress Address => new(RunId, Seq);

    /// <summary>SHA-256 of <see cref="Line"/>, in lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Line.Span));

    /// <summary>Says whether the event is of a type, in a version that this program can read: the current one, or a past one that is lifted.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    public bool Is<TEvent>()
        where TEvent : ITraceEvent<TEvent> =>
        TEvent.EventType.Reads(Version) && string.Equals(Type, TEvent.EventType.Name, StringComparison.Ordinal) && !IsTruncated && !IsIncomplete;

    /// <summary>Reads the data; that of a past version is lifted to the current one.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <remarks>Data that has the form of its type and breaks a rule such as a range is read: it is a finding of the reader, never a loss.</remarks>
    /// <exception cref="InvalidOperationException">The event is of another type.</exception>
    /// <exception cref="JsonException">The data does not have the form of its type, or cannot be lifted to it.</exception>
    public TEvent Read<TEvent>()
        where TEvent : ITraceEvent<TEvent> =>
        Is<TEvent>()
            ? TEvent.EventType.Read(Version, Data.Span)
            : throw new InvalidOperationException($"{Address} is a {Type} of version {Version}, not a {TEvent.EventType.Name} of version {TEvent.EventType.Version}.");

    /// <summary>Reads the data as <see cref="Read{TEvent}"/> does, when the event is of that type and its data has the form.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <returns>The data, or null.</returns>
    public TEvent? TryRead<TEvent>()
        where TEvent : class, ITraceEvent<TEvent>
    {
        if (!Is<TEvent>())
        {
            return null;
        }

        try
        {
            return TEvent.EventType.Read(Version, Data.Span);
        }
        catch (Exception)
        {
            // Setters and converters of a user's type may throw anything; the reader reports it as a finding.
            return null;
        }
    }
}
