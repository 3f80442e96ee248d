using System.Text.Json;
using TraceKit.Contract;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>A <c>session.json</c>: what the run was about and, once it was closed, how it ended.</summary>
internal sealed record EpisodeSession
{
    /// <summary>The run's id in the source. Default: not recorded.</summary>
    public string? RunId { get; init; }

    /// <summary>The goal. Default: not recorded.</summary>
    public string? Goal { get; init; }

    /// <summary>When the run started. Default: not recorded.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run was closed. Default: it was not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary><c>running</c>, <c>completed</c>, <c>failed</c> or another word. Default: not recorded.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the agent counts the run as a success. Default: not recorded.</summary>
    public bool? Success { get; init; }

    /// <summary>What ended the run. Default: nothing broke, or it was not recorded.</summary>
    public ErrorDetail? Error { get; init; }

    /// <summary>The model behind each role. Default: not recorded.</summary>
    public IReadOnlyDictionary<string, ModelSettings>? ModelStack { get; init; }

    /// <summary>The settings, verbatim. Default: not recorded.</summary>
    public JsonElement? RuntimeConfig { get; init; }

    /// <summary>Whether the metadata name an architecture, as the second generation does.</summary>
    public bool HasArchitecture { get; init; }

    /// <summary>The file, without what is mapped.</summary>
    public required Func<string, EventOrigin> Origin { get; init; }

    /// <summary>Reads a file, or says why it is refused.</summary>
    public static EpisodeSession? Read(SourceFile file, out Refusal? refusal)
    {
        var slice = new SourceSlice(file, file.Start, file.Bytes.Length - file.Start);
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxHeaderBytes, out JsonElement value);
        if (refusal is null && value.ValueKind != JsonValueKind.Object)
        {
            refusal = new Refusal(ImportRules.WrongShape, "wrong_shape", "a session is an object");
        }

        return refusal is null ? Read(slice, new ForeignObject(value)) : null;
    }

    private static EpisodeSession Read(SourceSlice slice, ForeignObject source)
    {
        var aside = new ForeignObject(source.Value);
        ForeignObject? summary = aside.Object("summary");
        return new EpisodeSession
        {
            RunId = aside.Text("run_id"),
            Goal = source.Text("goal"),
            StartedAt = EpisodeTime.Read(aside.Text("started_at")),
            FinishedAt = EpisodeTime.Read(aside.Text("finished_at")),
            Status = aside.Text("status"),
            Success = summary?.Flag("success"),
            Error = summary?.Text("error_type") is { } error ? new ErrorDetail { Type = error, Message = summary.Text("error_message") } : null,
            ModelStack = StackOf(source.Object("model_stack")),
            RuntimeConfig = source.Structure("runtime_config"),
            HasArchitecture = aside.Object("metadata")?.Any("architecture") is not null,
            Origin = format => slice.Origin(format, "session", Leftover.Of(source)),
        };
    }

    private static Dictionary<string, ModelSettings>? StackOf(ForeignObject? stack)
    {
        if (stack is null)
        {
            return null;
        }

        var models = new Dictionary<string, ModelSettings>(StringComparer.Ordinal);
        foreach (JsonProperty member in stack.Value.EnumerateObject())
        {
            if (stack.Object(member.Name) is { } settings && settings.Text("model") is { } model)
            {
                models[member.Name] = new ModelSettings { Model = model, Provider = settings.Text("provider"), Temperature = settings.Number("temperature") };
            }
            else
            {
                stack.Release(member.Name);
            }
        }

        return models;
    }
}
