using System.Security.Cryptography;
using System.Text;
using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>The attributes of one span in the words of a profile, in the order of writing: ids first, as limits cut the last.</summary>
internal sealed class SpanAttributes(GenAiProfile profile, Func<string, string> redact, SpanContent content)
{
    private const string RedactionMark = "[REDACTED";

    private readonly List<KeyValuePair<string, object?>> _items = [];
    private List<string>? _dropped;
    private int _marks;
    private string? _sha256;
    private bool _redacted;

    public IReadOnlyList<KeyValuePair<string, object?>> Items => _items;

    /// <summary>Adds what a field of the conventions says; nothing when there is nothing to say.</summary>
    public SpanAttributes Add(GenAiField field, object? value) => Add(profile.KeyOrOwn(field), value);

    /// <summary>Adds an attribute; nothing when there is nothing to say. Texts are taken for names and lose their secrets.</summary>
    public SpanAttributes Add(string key, object? value)
    {
        object? item = value switch
        {
            null => null,
            string text => redact(text),
            int number => (long)number,
            IReadOnlyList<string> texts => texts.Count == 0 ? null : texts.Select(redact).ToArray(),
            _ => value,
        };
        if (item is not null)
        {
            _items.Add(new(key, item));
        }

        return this;
    }

    /// <summary>Adds content, which has lost its secrets already, if it is wanted; shortened part by part when it is too long.</summary>
    public SpanAttributes AddContent(string key, ContentJson? json) => content.IsWanted && json is not null ? AddStructure(key, json) : this;

    /// <summary>Adds JSON that is no content, or has been asked for; shortened part by part when it is too long.</summary>
    public SpanAttributes AddStructure(string key, ContentJson json)
    {
        BoundedContent bounded = json.Bounded(content.MaxLength);
        _redacted |= bounded.Whole.Contains(RedactionMark, StringComparison.Ordinal);
        if (bounded.Marks > 0)
        {
            _marks += bounded.Marks;
            _sha256 ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bounded.Whole)));
        }

        if (bounded.Text is { } text)
        {
            _items.Add(new(key, text));
        }
        else
        {
            (_dropped ??= []).Add(key);
        }

        return this;
    }

    /// <summary>Says what became of the content.</summary>
    public SpanAttributes CloseContent()
    {
        Add(TraceKitAttributes.ContentTruncated, _marks > 0 ? _marks : null);
        Add(TraceKitAttributes.ContentSha256, _sha256);
        Add(TraceKitAttributes.ContentDropped, _dropped);
        Add(TraceKitAttributes.ContentLimit, _marks > 0 || _dropped is not null ? content.MaxLength : null);
        Add(TraceKitAttributes.ContentRedacted, _redacted ? true : null);
        return this;
    }
}
