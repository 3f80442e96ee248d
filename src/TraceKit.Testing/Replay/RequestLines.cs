using System.Text;
using System.Text.Json;

namespace TraceKit.Testing.Replay;

/// <summary>A request as lines: the tools, then the turns. What a model sees is in it; settings such as a seed are not.</summary>
internal sealed class RequestLines
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString().TrimEnd('\n');

    public void Tool(string name, string? description, JsonElement? parameters)
    {
        Line($"tool {name}: {description}");
        if (parameters is { ValueKind: JsonValueKind.Object } schema)
        {
            Line($"  {CanonicalJson.Of(schema)}");
        }
    }

    public void Turn(string role, string? answers = null) => Line(answers is null ? $"[{role}]" : $"[{role} {answers}]");

    public void Words(string? words)
    {
        if (!string.IsNullOrEmpty(words))
        {
            Line(words.ReplaceLineEndings("\n"));
        }
    }

    public void Call(string id, string name, string arguments) => Line($"calls {id} {name} {CanonicalJson.OfText(arguments)}");

    public void Part(string kind, string? detail = null) => Line($"({string.Join(' ', new[] { kind, detail }.OfType<string>())})");

    private void Line(string line) => _text.Append(line).Append('\n');
}
