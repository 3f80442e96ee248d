using System.Text.Json;

namespace TraceKit.Telemetry;

/// <summary>Keeps what was written of an event, as it stands in the file: checked, bounded, and without its secrets.</summary>
internal sealed class WrittenData
{
    private byte[] _members = [];

    /// <summary>Whether something was taken out of it.</summary>
    public bool IsRedacted { get; private set; }

    /// <summary>Takes the members of the event's line.</summary>
    public void Take(ReadOnlySpan<byte> members, bool redacted)
    {
        _members = members.ToArray();
        IsRedacted = redacted;
    }

    /// <summary>The data, or an undefined element when the line does not hold it.</summary>
    public JsonElement Read()
    {
        if (_members.Length == 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(_members, new JsonDocumentOptions { MaxDepth = RunFiles.RunFormat.MaxDepth });
        return document.RootElement.TryGetProperty("data", out JsonElement data) && data.ValueKind != JsonValueKind.Null ? data.Clone() : default;
    }
}
