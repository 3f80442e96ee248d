using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>The tool calls of a stream, put together of the provider's own fragments: a client gives parsed ones, at the end, or none when the stream is cut.</summary>
internal sealed class StreamedCalls
{
    private readonly List<IPersistableModel<object>> _raw = [];

    /// <summary>Keeps an update's raw form; it is read only when a call needs it.</summary>
    public void Add(object? raw)
    {
        if (raw is IPersistableModel<object> model)
        {
            _raw.Add(model);
        }
    }

    /// <summary>The calls, in order; empty when the provider's form is another.</summary>
    public IReadOnlyList<RequestedToolCall> Read() => Guard.Get(Assemble, []);

    private List<RequestedToolCall> Assemble()
    {
        var calls = new SortedDictionary<int, Fragments>();
        foreach (IPersistableModel<object> model in _raw)
        {
            using var document = JsonDocument.Parse(model.Write(ModelReaderWriterOptions.Json));
            foreach (JsonElement part in Parts(document.RootElement))
            {
                int index = part.TryGetProperty("index", out JsonElement number) ? number.GetInt32() : 0;
                if (!calls.TryGetValue(index, out Fragments? fragments))
                {
                    calls[index] = fragments = new Fragments();
                }

                fragments.Add(part);
            }
        }

        return [.. calls.Values.Select(fragments => fragments.ToCall())];
    }

    private static JsonElement.ArrayEnumerator Parts(JsonElement update) =>
        update.ValueKind == JsonValueKind.Object
        && update.TryGetProperty("choices", out JsonElement choices)
        && choices.GetArrayLength() > 0
        && choices[0].TryGetProperty("delta", out JsonElement delta)
        && delta.TryGetProperty("tool_calls", out JsonElement calls)
        && calls.ValueKind == JsonValueKind.Array
            ? calls.EnumerateArray()
            : default;

    private sealed class Fragments
    {
        private readonly StringBuilder _arguments = new();
        private string _id = string.Empty;
        private string _name = string.Empty;

        public void Add(JsonElement part)
        {
            _id = Text(part, "id") is { Length: > 0 } id ? id : _id;
            if (part.TryGetProperty("function", out JsonElement function))
            {
                _name = Text(function, "name") is { Length: > 0 } name ? name : _name;
                _arguments.Append(Text(function, "arguments"));
            }
        }

        public RequestedToolCall ToCall() => new() { Id = _id, Name = _name, Arguments = _arguments.ToString() };

        private static string? Text(JsonElement from, string member) =>
            from.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
