using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Importing.Episodes;
using TraceKit.Models;

namespace TraceKit.Interop.RuleChef;

/// <summary>A line of the training log.</summary>
internal sealed record ChefLine
{
    /// <summary>Where it lies.</summary>
    public required SourceSlice Slice { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What was asked of the model, such as <c>rule_patch</c>.</summary>
    public required string CallType { get; init; }

    /// <summary>The turns, the reply last.</summary>
    public required IReadOnlyList<ChatTurn> Turns { get; init; }

    /// <summary>When. Default: not recorded.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The whole record.</summary>
    public required ForeignObject Source { get; init; }

    /// <summary>The metadata; only what is taken of it counts as taken.</summary>
    public required ForeignObject Metadata { get; init; }

    /// <summary>The reply.</summary>
    public string? Reply => Turns is [.., { Role: "assistant" } last] ? last.Content : null;

    /// <summary>Whether somebody asked: decisions about patches are written as a reply without a question.</summary>
    public bool HasQuestion => Turns.Any(turn => turn.Role == "user");

    /// <summary>The metadata to look into, without taking anything of it.</summary>
    public ForeignObject Aside => new(Metadata.Value);

    /// <summary>Reads a line, or says why it is refused.</summary>
    public static ChefLine? Read(SourceSlice slice, int number, out Refusal? refusal)
    {
        refusal = ForeignJson.Parse(slice.Bytes, ImportLimits.MaxRecordBytes, out JsonElement value);
        if (refusal is not null)
        {
            return null;
        }

        var source = new ForeignObject(value);
        string type = source.RequiredWords("call_type");
        IReadOnlyList<ForeignObject> messages = source.RequiredObjects("messages");
        List<ChatTurn> turns = [.. messages.Select(message => new ChatTurn { Role = message.RequiredWords("role"), Content = message.RequiredText("content") })];
        ForeignObject metadata = source.RequiredObject("metadata");
        if (source.Problem is { } problem)
        {
            refusal = new Refusal(ImportRules.WrongShape, "wrong_shape", $"{problem.Path}: {problem.Message}");
            return null;
        }

        return new ChefLine
        {
            Slice = slice,
            Number = number,
            CallType = type,
            Turns = turns,
            Time = EpisodeTime.Read(source.Text("timestamp")),
            Source = source,
            Metadata = metadata,
        };
    }
}
