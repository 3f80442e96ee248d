using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract;
using TraceKit.Models;

namespace TraceKit.ModelOutput;

/// <summary>Reads a model's reply as a typed answer: strict JSON, else a fenced block, else the first balanced object, else a failure.</summary>
/// <remarks>The reply is never repaired: what is found is a part of it, letter for letter.</remarks>
public static class ModelOutputParser
{
    /// <summary>Reads a reply.</summary>
    /// <typeparam name="TOutput">The type of the answer.</typeparam>
    /// <param name="reply">The reply as received.</param>
    /// <param name="contract">The source-generated contract of the answer.</param>
    /// <param name="output">The answer.</param>
    /// <param name="found">Where it was found, and how.</param>
    /// <param name="failure">What was wrong, when there is no answer.</param>
    /// <returns>Whether the reply holds an answer.</returns>
    public static bool TryParse<TOutput>(
        string reply,
        JsonTypeInfo<TOutput> contract,
        [NotNullWhen(true)] out TOutput? output,
        out ModelOutputSpan found,
        [NotNullWhen(false)] out ModelOutputFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(contract);
        failure = null;
        foreach (ModelOutputSpan candidate in Candidates(reply))
        {
            found = candidate;
            if (TryRead(reply.Substring(candidate.Start, candidate.Length), contract, out output, out ModelOutputFailure? problem))
            {
                failure = null;
                return true;
            }

            // A broken contract says more than 'no JSON': keep the first of them.
            failure = failure is { Kind: ParseFailureKind.SchemaError } ? failure : problem;
        }

        output = default;
        found = default;
        failure ??= new ModelOutputFailure(ParseFailureKind.NoJson, Path: null, "The reply holds no JSON object.");
        return false;
    }

    private static IEnumerable<ModelOutputSpan> Candidates(string reply)
    {
        ModelOutputSpan? whole = JsonObjectFinder.Whole(reply);
        if (whole is { } strict)
        {
            yield return strict;
        }

        foreach (ModelOutputSpan fenced in JsonObjectFinder.InFences(reply))
        {
            yield return fenced;
        }

        if (JsonObjectFinder.FirstBalanced(reply) is { } balanced && balanced.Length != whole?.Length)
        {
            yield return balanced;
        }
    }

    private static bool TryRead<TOutput>(
        string text, JsonTypeInfo<TOutput> contract, [NotNullWhen(true)] out TOutput? output, [NotNullWhen(false)] out ModelOutputFailure? failure)
    {
        output = default;
        if (!IsJson(text, out string? syntax))
        {
            failure = new ModelOutputFailure(ParseFailureKind.NoJson, Path: null, syntax);
            return false;
        }

        try
        {
            output = JsonSerializer.Deserialize(text, contract);
            failure = output is null ? new ModelOutputFailure(ParseFailureKind.SchemaError, "$", "null is no answer.") : null;
            return output is not null && failure is null;
        }
        catch (JsonException problem)
        {
            failure = new ModelOutputFailure(ParseFailureKind.SchemaError, problem.Path ?? "$", JsonMessage.Of(problem));
        }
        catch (Exception problem) when (problem is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            failure = new ModelOutputFailure(ParseFailureKind.SchemaError, "$", problem.Message);
        }

        return false;
    }

    private static bool IsJson(string text, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            problem = null;
            return true;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair, which has no UTF-8.
            problem = $"The reply is not JSON: {JsonMessage.Of(failure)}";
            return false;
        }
    }
}
