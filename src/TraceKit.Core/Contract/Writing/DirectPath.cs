using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Contract.Writing;

/// <summary>A generated writer that is known to write what the contract says.</summary>
internal sealed class DirectPath<TEvent>
{
    private readonly EventWriter<TEvent> _writer;
    private readonly WrittenContracts _contracts;

    private DirectPath(EventWriter<TEvent> writer, TraceEventType<TEvent> type)
    {
        _writer = writer;
        _contracts = new WrittenContracts(type.Json.Options);
        Role = type.Role;
        string role = type.Role is null ? string.Empty : $"\"role\":\"{JsonEncodedText.Encode(type.Role, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\",";
        Head = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{role}\"type\":\"{type.Name}\",\"version\":{type.Version}"));
    }

    /// <summary>The role that <see cref="Head"/> names.</summary>
    public string? Role { get; }

    /// <summary>Role, type and version, which are the same for most events of the type.</summary>
    public byte[] Head { get; }

    /// <summary>Finds the writer of a type.</summary>
    /// <returns>The path, or null where there is no writer, or the contract is another than it knows, or runs code of the user's.</returns>
    public static DirectPath<TEvent>? Find(TraceEventType<TEvent> type) =>
        !type.Payload.RunsCode && EventWriters.Find<TEvent>() is { } writer && writer.Shapes.All(shape => shape.Fits(type.Json.Options))
            ? new(writer, type)
            : null;

    /// <summary>Writes the data.</summary>
    /// <returns>Whether it is written; where not, the serializer has to, and what was written so far is nothing.</returns>
    public bool TryWrite(EventJson json, TEvent data)
    {
        json.StartData(_contracts);
        _writer.Write(json, data);
        return !json.GaveUp;
    }
}
