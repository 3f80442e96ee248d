using System.Text.Json;

namespace RuleLearner.Data;

/// <summary>Labelled texts, split into those that rules are learned from and those that are held out.</summary>
public sealed record ExampleSet(string Name, IReadOnlyList<Example> Train, IReadOnlyList<Example> Dev)
{
    private static readonly string[] LabelMembers = ["label", "gold_label", "llm_label"];

    /// <summary>What decides about patches: the held-out examples where there are any.</summary>
    public IReadOnlyList<Example> Deciding => Dev.Count > 0 ? Dev : Train;

    /// <summary>The classes, in order.</summary>
    public IReadOnlyList<string> Labels => [.. Train.Concat(Dev).Select(example => example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Loads texts: a file of JSON lines with <c>text</c> and <c>label</c> (or <c>gold_label</c>), or the sample's own support tickets.</summary>
    /// <param name="file">The file. Default: the sample's own.</param>
    /// <param name="holdout">Share to hold out, every n-th example.</param>
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static ExampleSet Load(string? file, double holdout)
    {
        using TextReader reader = file is null
            ? new StreamReader(typeof(ExampleSet).Assembly.GetManifestResourceStream("tickets.jsonl")!)
            : new StreamReader(file);
        List<Example> all = [];
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > 0)
            {
                all.Add(Read(line) ?? throw new FormatException($"{file ?? "tickets.jsonl"}:{number}: a line is {{\"text\": ..., \"label\": ...}}."));
            }
        }

        int every = holdout > 0 ? Math.Max(2, (int)Math.Round(1 / holdout)) : int.MaxValue;
        string name = file is null ? "tickets" : Path.GetFileNameWithoutExtension(file);
        return new ExampleSet(name, [.. all.Where((_, index) => (index + 1) % every != 0)], [.. all.Where((_, index) => (index + 1) % every == 0)]);
    }

    private static Example? Read(string line)
    {
        try
        {
            JsonElement record = JsonElement.Parse(line);
            string? label = LabelMembers.Select(name => record.TryGetProperty(name, out JsonElement value) ? value.GetString() : null).FirstOrDefault(value => value is not null);
            return label is not null && record.TryGetProperty("text", out JsonElement text) && text.GetString() is { } words ? new Example(words, label) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
