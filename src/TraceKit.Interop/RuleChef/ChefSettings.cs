using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TraceKit.Interop.Importing;
using TraceKit.Learning;

namespace TraceKit.Interop.RuleChef;

/// <summary>How a run was set up: the configuration in its results, or else its settings file of <c>key: value</c> lines.</summary>
internal sealed class ChefSettings
{
    private readonly ForeignObject _config;

    private ChefSettings(JsonElement config) => _config = new ForeignObject(config);

    /// <summary>The configuration as JSON, or null when none was recorded.</summary>
    public JsonElement? Value => _config.Value.EnumerateObject().Any() ? _config.Value : null;

    /// <summary>The model. Default: not recorded.</summary>
    public string? Model => _config.Text("model");

    /// <summary>Name of the data set. Default: not recorded.</summary>
    public string? Dataset => _config.Text("dataset") ?? _config.Text("train_name") ?? _config.Text("dataset_name");

    /// <summary>Which path of the algorithm ran. Default: not recorded.</summary>
    public string? Coordinator => _config.Flag("agentic") switch
    {
        true => "agentic",
        false => "simple",
        null => null,
    };

    /// <summary>Whether the final numbers are of a test set, which the configuration then has the size of.</summary>
    public bool? OnTest => _config.Whole("test_size") is > 0 ? true : null;

    /// <summary>Reads the configuration of a run.</summary>
    public static ChefSettings Of(ChefFolder folder)
    {
        if (folder.Results is { } results && results.Value.TryGetProperty("config", out JsonElement config))
        {
            return new ChefSettings(config);
        }

        return new ChefSettings(folder.Settings is { } file ? Lines(file.Source) : JsonElement.Parse("{}"u8));
    }

    /// <summary>The settings that the vocabulary has members for.</summary>
    public LearningSettings Settings() => new()
    {
        MaxIterations = ChefNumbers.Count(_config, "max_iterations"),
        HoldoutFraction = _config.Number("holdout_fraction") is >= 0 and <= 1 and var share ? share : null,
        SplitSeed = _config.Whole("seed"),
        SamplingStrategy = Word("sampling_strategy"),
        SynthesisStrategy = Word("synthesis_strategy"),
        AuditInterval = ChefNumbers.Count(_config, "audit_interval"),
        CriticInterval = ChefNumbers.Count(_config, "critic_interval"),
        PruneAfterLearning = _config.Flag("enable_prune"),
    };

    /// <summary>The examples, by numbers; null when none is recorded.</summary>
    public LearningData? Data(ForeignObject? phase)
    {
        int? train = (phase is null ? null : ChefNumbers.Count(phase, "num_train_docs")) ?? ChefNumbers.Count(_config, "train_size");
        int? dev = (phase is null ? null : ChefNumbers.Count(phase, "num_eval_docs")) ?? ChefNumbers.Count(_config, "eval_size");
        return train is null && dev is null ? null : new LearningData { Train = train, Dev = dev };
    }

    private string? Word(string name) => _config.Text(name) is { Length: > 0 and <= 64 } word && char.IsAsciiLetterLower(word[0]) && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '.' or '-') ? word : null;

    /// <summary>Lines of a key, a colon and a plain value: all that the settings of these benchmarks use of YAML.</summary>
    private static JsonElement Lines(SourceFile file)
    {
        var record = new JsonObject();
        foreach (string line in Encoding.UTF8.GetString(file.Bytes.AsSpan(file.Start)).Split('\n'))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0 && line[..colon].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'))
            {
                record[line[..colon].Replace('-', '_')] = Scalar(line[(colon + 2)..].Trim());
            }
        }

        return JsonElement.Parse(record.ToJsonString());
    }

    private static JsonValue? Scalar(string text) => text switch
    {
        "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        _ => JsonValue.Create(text.Trim('"', '\'')),
    };
}
