using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RuleLearner.Rules;

/// <summary>A rule as a model writes it.</summary>
internal sealed record DraftRule
{
    public required string Name { get; init; }

    public required string Pattern { get; init; }

    public required string Label { get; init; }

    public int Priority { get; init; } = 5;
}

/// <summary>What a model answers about rules; a list that it leaves out is empty.</summary>
internal sealed record RuleReply
{
    public IReadOnlyList<DraftRule> Rules { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Deleted { get; init => field = value ?? []; } = [];
}

/// <summary>An action of an audit as a model writes it.</summary>
internal sealed record DraftAction
{
    public required string Action { get; init; }

    public IReadOnlyList<string> RuleIds { get; init => field = value ?? []; } = [];

    public string? Pattern { get; init; }

    public string? Name { get; init; }
}

/// <summary>What a model answers when it audits.</summary>
internal sealed record AuditReply
{
    public IReadOnlyList<DraftAction> Actions { get; init => field = value ?? []; } = [];
}

/// <summary>What a model answers as the critic.</summary>
internal sealed record CritiqueReply
{
    public IReadOnlyList<string> Rules { get; init => field = value ?? []; } = [];

    public string? Guidance { get; init; }
}

/// <summary>What a model answers as the coordinator.</summary>
internal sealed record GuideReply
{
    public IReadOnlyList<string> FocusClasses { get; init => field = value ?? []; } = [];

    public string? Guidance { get; init; }

    public bool ShouldContinue { get; init; } = true;
}

/// <summary>What a model is asked.</summary>
internal sealed record Question
{
    public required string Task { get; init; }

    public IReadOnlyList<AskedExample> Examples { get; init => field = value ?? []; } = [];

    public IReadOnlyList<AskedRule> Rules { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> FocusClasses { get; init => field = value ?? []; } = [];

    public string? Guidance { get; init; }

    public int MaxRules { get; init; }
}

/// <summary>An example as a model sees it; <c>said</c> is what the rules say of it, where they fail.</summary>
internal sealed record AskedExample(string Text, string Label, bool Failed, string? By);

/// <summary>A rule as a model sees it.</summary>
internal sealed record AskedRule(string Id, string Name, string Pattern, string Label, int Priority, int Found, int Right);

[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(RuleReply))]
[JsonSerializable(typeof(AuditReply))]
[JsonSerializable(typeof(CritiqueReply))]
[JsonSerializable(typeof(GuideReply))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class DraftJson : JsonSerializerContext
{
    /// <summary>For what a model reads: patterns hold characters that would be escaped, and a model reads <c>\u002B</c> worse than a plus.</summary>
    public static DraftJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
