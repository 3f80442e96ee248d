using System.Globalization;
using System.Text;
using System.Text.Json;
using TraceKit.Reading;

namespace TraceKit.Testing.Snapshots;

/// <summary>Writes records and their JSON as indented lines. Text of several lines stands as such, so that a difference is a line and not a page.</summary>
internal sealed class SnapshotJson(StringBuilder text, SnapshotScrubber scrubber)
{
    public void Run(RecordedRun run)
    {
        Line(0, "run");
        using var header = JsonDocument.Parse(run.HeaderLine);
        Members(1, header.RootElement, "kind", "format", "run_id", "session_id", "started_at", "crc");
    }

    public void Event(RecordedEvent recorded)
    {
        string step = recorded.Step is { } number ? Text($" step {number}") : string.Empty;
        string role = recorded.Role is { } name ? $" {name}" : string.Empty;
        string answers = recorded.Answers is { } input ? Text($" answers #{input}") : string.Empty;
        string within = recorded.Decision is { } decision ? Text($" within #{decision}") : string.Empty;
        string parsed = recorded.Parsed is { } how ? $" parsed {how}" : string.Empty;
        Line(0, Text($"#{recorded.Seq} {recorded.Type} v{recorded.Version}{role}{step}{answers}{within}{parsed}"));
        if (recorded.IsTruncated)
        {
            Line(1, "(truncated)");
            return;
        }

        using var data = JsonDocument.Parse(recorded.Data);
        Value(1, null, data.RootElement);
    }

    public void End(RecordedRun run)
    {
        if (run.End is null)
        {
            Line(0, "(the run goes on)");
            return;
        }

        Line(0, "end");
        using var end = JsonDocument.Parse(run.EndLine);
        Members(1, end.RootElement, "kind", "run_id", "ended_at", "bytes", "sha256", "crc");
    }

    private void Members(int depth, JsonElement element, params ReadOnlySpan<string> without)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!without.Contains(member.Name) && !scrubber.Omitted.Contains(member.Name))
            {
                Value(depth, member.Name, member.Value);
            }
        }
    }

    private void Value(int depth, string? name, JsonElement value)
    {
        string label = name switch { null => string.Empty, "-" => "- ", _ => $"{name}: " };
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                Open(ref depth, name);
                Members(depth, value);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                Open(ref depth, name);
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Item(depth, item);
                }

                break;
            case JsonValueKind.String:
                Words(depth, label, scrubber.Text(value.GetString()!));
                break;
            case JsonValueKind.Number when name is not null && SnapshotScrubber.IsDuration(name):
                Line(depth, label + "{ms}");
                break;
            default:
                Line(depth, label + value.GetRawText());
                break;
        }
    }

    private void Item(int depth, JsonElement item)
    {
        if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            Line(depth, "-");
            Value(depth + 1, null, item);
        }
        else
        {
            Value(depth, "-", item);
        }
    }

    private void Open(ref int depth, string? name)
    {
        if (name is not null)
        {
            Line(depth++, name + ":");
        }
    }

    private void Words(int depth, string label, string words)
    {
        string[] lines = words.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1)
        {
            Line(depth, label + (words.Length == 0 ? "\"\"" : words));
            return;
        }

        Line(depth, label + "|");
        foreach (string line in lines)
        {
            Line(depth + 1, line);
        }
    }

    private void Line(int depth, string line) => text.Append(' ', line.Length == 0 ? 0 : depth * 2).Append(line).Append('\n');

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
