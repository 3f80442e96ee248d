using System.Text.Json;

namespace TraceKit.Sessions;

/// <summary>What a run belongs to: which program, where, in which experiment, with which models and settings.</summary>
public sealed record TraceSession
{
    private const string Production = "production";

    private readonly string? _environment;

    /// <summary>The program that made the run. Default: not recorded.</summary>
    public AppIdentity? App { get; init; }

    /// <summary><c>production</c>, <c>training</c>, <c>evaluation</c> or <c>test</c>. Default: <c>production</c>.</summary>
    public string Environment
    {
        get => _environment ?? Production;
        init => _environment = value;
    }

    /// <summary>The experiment that the run belongs to. Default: none.</summary>
    public ExperimentIdentity? Experiment { get; init; }

    /// <summary>The model behind each role. Default: not recorded.</summary>
    public IReadOnlyDictionary<string, ModelSettings>? ModelStack { get; init; }

    /// <summary>Settings of the program as a JSON object. Default: not recorded.</summary>
    public JsonElement? RuntimeConfig { get; init; }

    /// <summary><c>sha256:</c> and the hash of the configuration. Default: not computed.</summary>
    public string? ConfigHash { get; init; }

    /// <summary><c>sha256:</c> and the hash of all prompts. Default: not computed.</summary>
    public string? PromptHash { get; init; }

    /// <summary><c>sha256:</c> and the hash of all tool definitions. Default: not computed.</summary>
    public string? ToolsetHash { get; init; }

    /// <summary>Commit of the program. Default: not recorded.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Whether somebody said the environment, and it is not the default.</summary>
    internal bool SaysEnvironment => _environment is not null;
}
